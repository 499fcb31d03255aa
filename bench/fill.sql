-- Fills a migrated database with doctors, patients and the slots of some weeks. bench/data.py runs it, one part
-- ("--: title") after the other; the one row of `bench` says how much. A part with $1 runs for each working day.
-- Chances are hashes of numbers, not random(): every machine gets the same clinic.

--: Who there is
CREATE FUNCTION bench_chance(n bigint, seed int, outcomes int) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN abs(hashint8extended(n, seed) % outcomes)::int;

-- Of those who ask for the same start, the patient that number `rank` is. Visits that start on the half hour
-- overlap those of the hour before: the former have odd patients, the latter even ones, so that nobody is twice.
CREATE FUNCTION bench_patient(rank bigint, starts_at timestamptz) RETURNS bigint LANGUAGE sql STABLE
RETURN (2 * rank + 2 * bench_chance(extract(epoch FROM starts_at)::bigint, 9, 1000000)
    + CASE WHEN extract(minute FROM starts_at) = 30 THEN 1 ELSE 0 END) % (SELECT patients FROM bench);

CREATE TABLE bench_doctors AS
SELECT n, uuidv7() AS id,
    n % 20 = 0 AS dense,  -- half-hour visits all day long, instead of six of an hour
    CASE WHEN n % 20 = 0 THEN 26 ELSE 6 END AS a_day,
    CASE WHEN n % 20 = 0 THEN interval '30 minutes' ELSE interval '1 hour' END AS stride,
    CASE WHEN n % 20 = 0 THEN interval '25 minutes' ELSE interval '50 minutes' END AS visit,
    CASE WHEN n % 20 = 0 THEN 11 ELSE 11 + bench_chance(n, 1, 8) END * interval '1 hour' AS opens,
    bench_chance(n, 2, 40) AS home,
    bench_chance(n, 3, 12) AS specialty,
    CASE WHEN bench_chance(n, 4, 10) < 4 THEN 1 + bench_chance(n, 5, 11) END AS second_specialty
FROM bench, generate_series(1, doctors) AS n;
CREATE UNIQUE INDEX ON bench_doctors (n);

CREATE TABLE bench_patients AS
SELECT n, uuidv7() AS id, format('bench-session-of-patient-%s', n) AS token
FROM bench, generate_series(0, patients - 1) AS n;
CREATE UNIQUE INDEX ON bench_patients (n);

CREATE TABLE bench_names AS SELECT
    ARRAY['Adriana', 'Alice', 'Ana', 'André', 'Antônio', 'Beatriz', 'Bruno', 'Camila', 'Carlos', 'Cecília',
        'Clara', 'Daniel', 'Débora', 'Eduardo', 'Elisa', 'Felipe', 'Fernanda', 'Gabriel', 'Gustavo', 'Helena',
        'Heitor', 'Igor', 'Isabela', 'João', 'Júlia', 'Larissa', 'Letícia', 'Lucas', 'Luiza', 'Marcelo',
        'Mariana', 'Mateus', 'Natália', 'Otávio', 'Paula', 'Rafael', 'Renata', 'Sílvia', 'Tiago', 'Vitória'
    ] AS first,
    ARRAY['Almeida', 'Alves', 'Andrade', 'Araújo', 'Barbosa', 'Barros', 'Batista', 'Borges', 'Cardoso',
        'Carvalho', 'Castro', 'Conceição', 'Correia', 'Costa', 'Dias', 'Duarte', 'Farias', 'Fernandes',
        'Ferreira', 'Freitas', 'Gomes', 'Gonçalves', 'Guimarães', 'Lima', 'Lopes', 'Macedo', 'Machado', 'Martins',
        'Melo', 'Mendes', 'Monteiro', 'Moreira', 'Nascimento', 'Nogueira', 'Oliveira', 'Pereira', 'Ribeiro',
        'Rocha', 'Santos', 'Souza'] AS last,
    ARRAY['São Paulo/SP', 'Campinas/SP', 'Santos/SP', 'Ribeirão Preto/SP', 'Sorocaba/SP', 'Osasco/SP',
        'Rio de Janeiro/RJ', 'Niterói/RJ', 'Petrópolis/RJ', 'Belo Horizonte/MG', 'Uberlândia/MG', 'Juiz de Fora/MG',
        'Curitiba/PR', 'Londrina/PR', 'Maringá/PR', 'Porto Alegre/RS', 'Caxias do Sul/RS', 'Pelotas/RS',
        'Florianópolis/SC', 'Joinville/SC', 'Blumenau/SC', 'Salvador/BA', 'Feira de Santana/BA', 'Recife/PE',
        'Olinda/PE', 'Fortaleza/CE', 'Natal/RN', 'João Pessoa/PB', 'Maceió/AL', 'Aracaju/SE', 'Teresina/PI',
        'São Luís/MA', 'Belém/PA', 'Manaus/AM', 'Goiânia/GO', 'Brasília/DF', 'Cuiabá/MT', 'Campo Grande/MS',
        'Vitória/ES', 'Palmas/TO'] AS cities,
    ARRAY['cardiology', 'dermatology', 'endocrinology', 'family-medicine', 'gastroenterology', 'gynecology',
        'internal-medicine', 'neurology', 'ophthalmology', 'orthopedics', 'pediatrics', 'psychiatry'] AS codes;

--: Accounts
INSERT INTO accounts (id, role, cpf, email, password_hash, locale, accepted_terms_at, created_at)
SELECT id, 'DOCTOR', '1' || lpad(n::text, 10, '0'), format('doctor%s@example.com', n), NULL, 'pt-BR', now(), now()
FROM bench_doctors ORDER BY n;
INSERT INTO accounts (id, role, cpf, email, password_hash, locale, accepted_terms_at, created_at)
SELECT id, 'PATIENT', '2' || lpad(n::text, 10, '0'), format('patient%s@example.com', n), NULL, 'pt-BR', now(), now()
FROM bench_patients ORDER BY n;

--: Patients
INSERT INTO patients (id, name, phone, time_zone)
SELECT id, first[1 + bench_chance(n, 20, 40)] || ' ' || last[1 + bench_chance(n, 21, 40)], NULL, 'America/Sao_Paulo'
FROM bench_patients, bench_names ORDER BY n;
INSERT INTO sessions (token_digest, account_id, created_at, expires_at)
SELECT sha256(token::bytea), id, now(), now() + interval '30 days' FROM bench_patients;

--: Doctors
INSERT INTO doctors (id, name, crm_number, crm_state, bio, city, state, time_zone, fee_cents, verified_at,
    search_text, next_slot_at)
SELECT d.id, name, number, state,
    format('%s atende por telemedicina há %s anos. Consultas de retorno em até 30 dias, receitas e atestados digitais.',
        name, 2 + bench_chance(n, 10, 30)),
    city, state, 'America/Sao_Paulo', 8000 + 500 * bench_chance(n, 11, 105), now(),
    plain(format('%s %s %s CRM %s %s', name, city, practised, state, number)),
    first_day + bench_chance(n, 12, 86400) * interval '1 minute'
FROM bench, bench_doctors AS d,
    LATERAL (SELECT format('%s %s %s', first[1 + bench_chance(n, 6, 40)], last[1 + bench_chance(n, 7, 40)],
            last[1 + bench_chance(n, 8, 40)]) AS name,
        split_part(cities[1 + d.home], '/', 1) AS city, split_part(cities[1 + d.home], '/', 2) AS state,
        (10000 + n)::text AS number FROM bench_names) AS person,
    LATERAL (SELECT string_agg(name_pt || ' ' || name_en, ' ' ORDER BY code = codes[1 + d.specialty] DESC) AS practised
        FROM bench_names, specialties
        WHERE code IN (codes[1 + d.specialty], codes[1 + (d.specialty + d.second_specialty) % 12])) AS what
ORDER BY n;
INSERT INTO doctor_specialties (doctor_id, specialty_code, place)
SELECT id, codes[1 + specialty], 0 FROM bench_doctors, bench_names;
INSERT INTO doctor_specialties (doctor_id, specialty_code, place)
SELECT id, codes[1 + (specialty + second_specialty) % 12], 1 FROM bench_doctors, bench_names
WHERE second_specialty IS NOT NULL;

--: Slots
INSERT INTO slots (id, doctor_id, starts_at, ends_at, status, origin)
SELECT uuidv7(), d.id, starts_at, starts_at + visit,
    CASE WHEN bench_chance(d.n * 1000 + place, 30, 100) < 85 THEN 'FREE' ELSE 'BUSY' END, 'TEMPLATE'
FROM bench, bench_doctors AS d, generate_series($1::int * a_day, ($1::int + 1) * a_day - 1) AS place,
    LATERAL (SELECT first_day + ($1::int / 5 * 7 + $1::int % 5) * interval '1 day' + opens
        + (place % a_day) * stride AS starts_at) AS slot
WHERE place < slots / doctors
ORDER BY d.n, place;

--: Appointments
INSERT INTO appointments (id, slot_id, doctor_id, patient_id, starts_at, ends_at, status, reason, fee_cents,
    created_at, confirmed_at)
SELECT uuidv7(), s.id, s.doctor_id, p.id, s.starts_at, s.ends_at, 'CONFIRMED', 'Retorno com exames', d.fee_cents,
    now() - interval '2 days', now() - interval '1 day'
FROM (SELECT *, row_number() OVER (PARTITION BY starts_at ORDER BY id) AS rank FROM slots WHERE status = 'BUSY') AS s
    JOIN bench_patients AS p ON p.n = bench_patient(s.rank, s.starts_at)
    JOIN doctors AS d ON d.id = s.doctor_id;
INSERT INTO appointment_steps (appointment_id, at, party, account_id, from_status, to_status)
SELECT id, created_at, 'PATIENT', patient_id, NULL, 'PENDING' FROM appointments;
INSERT INTO idempotency_keys (patient_id, key, fingerprint, appointment_id, created_at)
SELECT patient_id, id::text, sha256(id::text::bytea), id, created_at FROM appointments;
INSERT INTO events (id, position, kind, at, doctor_id, patient_id, appointment_id, slot_id)
SELECT uuidv7(), row_number() OVER (), 'AppointmentBooked', created_at, doctor_id, patient_id, id, slot_id
FROM appointments;

--: Next slots
UPDATE doctors SET next_slot_at = soonest
FROM (SELECT doctor_id, min(starts_at) AS soonest FROM slots WHERE status = 'FREE' GROUP BY doctor_id) AS free
WHERE free.doctor_id = doctors.id;
