/** What the editor opens with: an operation that anybody may run, explained in the reader's language. */
export function example(language: string): string {
  const [what, how] = language.startsWith('pt')
    ? ['Médicos com horário livre', 'Ctrl+Enter executa']
    : ['Doctors with a free slot', 'Ctrl+Enter runs it'];
  return `# ${what}
# ${how}

query Doctors {
  doctors(first: 5) {
    edges {
      node {
        name
        specialties {
          name
        }
        city
        feeCents
        nextSlots(first: 3) {
          id
          startsAt
        }
      }
    }
  }
}
`;
}
