-- Doctors are searched by words: what was typed is compared, give or take a typo, with the words that doctors
-- have (some ten thousand, whose trigrams are indexed); who has them is then read from an index of exact words.

CREATE FUNCTION words_of(plain_text text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ARRAY(
    SELECT DISTINCT left(word, 64) FROM regexp_split_to_table(plain_text, '\s+') AS word WHERE word <> '' ORDER BY 1
);

CREATE TABLE search_words (
    word text COLLATE "C" NOT NULL,
    PRIMARY KEY (word)
);

CREATE INDEX search_words_by_trigrams ON search_words USING gin (word gin_trgm_ops);

-- Like an index, for whoever writes doctors; always in the same order, so that two who write never deadlock.
CREATE FUNCTION keep_search_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO public.search_words SELECT unnest(public.words_of(NEW.search_text)) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE TRIGGER doctors_keep_search_words AFTER INSERT OR UPDATE OF search_text ON doctors
FOR EACH ROW EXECUTE FUNCTION keep_search_words();

INSERT INTO search_words SELECT DISTINCT unnest(words_of(search_text)) FROM doctors ON CONFLICT DO NOTHING;

-- Each word as the alternatives that doctors have of it; a word that none has as ' ', which nothing matches.
-- What is neither a letter nor a digit ("Ana - São Paulo") is no word.
CREATE FUNCTION search_for(wish text) RETURNS tsquery LANGUAGE sql STABLE STRICT PARALLEL SAFE
RETURN (
    SELECT string_agg('(' || coalesce(alternatives, ''' ''') || ')', ' & ')::tsquery
    FROM unnest(words_of(plain(wish))) AS asked,
        LATERAL (
            SELECT string_agg('''' || replace(replace(word, '\', '\\'), '''', '''''') || '''', ' | ') AS alternatives
            FROM search_words WHERE asked <% word OR word = asked
        ) AS known
    WHERE asked ~ '[[:alnum:]]'
);

DROP INDEX doctors_by_words;
CREATE INDEX doctors_by_words ON doctors USING gin (array_to_tsvector(words_of(search_text)));
