-- Partners' programs, the patients that they register, and what doctors let them do.

ALTER TABLE integrators
    ADD COLUMN secret_digest BYTEA,
    ADD COLUMN secret_since TIMESTAMP WITH TIME ZONE,
    ADD COLUMN disabled_at TIMESTAMP WITH TIME ZONE;
UPDATE integrators SET secret_since = created_at;
ALTER TABLE integrators ALTER COLUMN secret_since SET NOT NULL;
CREATE UNIQUE INDEX integrators_one_per_name ON integrators (lower(name));

CREATE TABLE service_accounts (
    issuer text NOT NULL,
    client text NOT NULL,
    integrator_id UUID NOT NULL,
    PRIMARY KEY (issuer, client),
    FOREIGN KEY(integrator_id) REFERENCES integrators (id)
);

CREATE INDEX ix_service_accounts_integrator_id ON service_accounts (integrator_id);

CREATE TABLE grants (
    integrator_id UUID NOT NULL,
    doctor_id UUID NOT NULL,
    scopes text NOT NULL,
    granted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (integrator_id, doctor_id),
    FOREIGN KEY(integrator_id) REFERENCES integrators (id),
    FOREIGN KEY(doctor_id) REFERENCES doctors (id)
);

CREATE INDEX ix_grants_doctor_id ON grants (doctor_id);

CREATE TABLE enrolments (
    integrator_id UUID NOT NULL,
    patient_id UUID NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (integrator_id, patient_id),
    FOREIGN KEY(integrator_id) REFERENCES integrators (id),
    FOREIGN KEY(patient_id) REFERENCES patients (id)
);

CREATE INDEX ix_enrolments_patient_id ON enrolments (patient_id);

ALTER TABLE appointment_steps ADD COLUMN integrator_id UUID REFERENCES integrators (id);

-- An administrator keeps somebody out.
ALTER TABLE accounts ADD COLUMN disabled_at TIMESTAMP WITH TIME ZONE;
