-- One row: the oldest version of the code that can live with the schema as it is (docs/decisions/0014).

CREATE TABLE schema_support (
    is_row boolean NOT NULL DEFAULT true,
    oldest_code integer NOT NULL,
    PRIMARY KEY (is_row),
    CONSTRAINT schema_support_one_row CHECK (is_row)
);

INSERT INTO schema_support (oldest_code) VALUES (1);
