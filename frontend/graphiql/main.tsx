import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './page.css';
import { example } from './example';

const fetcher = createGraphiQLFetcher({ url: '/graphql' });
const place = document.getElementById('graphiql');
if (place) {
  createRoot(place).render(<GraphiQL fetcher={fetcher} defaultQuery={example(navigator.language)} />);
}
