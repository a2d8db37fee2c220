-- Times are microseconds since 1970-01-01T00:00:00Z. Lists and maps are JSON text.
-- Placeholders: text is unbounded text; collation makes text compare by code point.

CREATE TABLE qoe_element (
  path             VARCHAR(1000)${collation} PRIMARY KEY,
  tenant           VARCHAR(200)${collation} NOT NULL,
  display_name     ${text} NOT NULL,
  type             ${text} NOT NULL,
  domain           VARCHAR(64) NOT NULL,
  subdomain        ${text} NOT NULL,
  protocol_layer   ${text} NOT NULL,
  address          ${text} NOT NULL,
  geometry         ${text} NOT NULL,
  status           VARCHAR(32) NOT NULL,
  weight           DOUBLE PRECISION NOT NULL,
  expected_kpis    ${text} NOT NULL,
  labels           ${text} NOT NULL,
  created_micros   BIGINT NOT NULL,
  updated_micros   BIGINT NOT NULL,
  last_seen_micros BIGINT NOT NULL
);

CREATE INDEX qoe_element_tenant ON qoe_element (tenant);

CREATE TABLE qoe_kpi (
  code          VARCHAR(64)${collation} PRIMARY KEY,
  name          ${text} NOT NULL,
  description   ${text} NOT NULL,
  unit          ${text} NOT NULL,
  display_unit  ${text} NOT NULL,
  domain        VARCHAR(64) NOT NULL,
  subdomain     ${text} NOT NULL,
  kind          VARCHAR(32) NOT NULL,
  min_value     DOUBLE PRECISION NOT NULL,
  max_value     DOUBLE PRECISION NOT NULL,
  optimal_value DOUBLE PRECISION NOT NULL,
  direction     VARCHAR(32) NOT NULL,
  impact        VARCHAR(32) NOT NULL,
  curve         ${text} NOT NULL,
  staleness     VARCHAR(64) NOT NULL,
  source        ${text} NOT NULL,
  measurement   ${text} NOT NULL
);

CREATE TABLE qoe_series (
  id      INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  element VARCHAR(1000)${collation} NOT NULL,
  kpi     VARCHAR(64)${collation} NOT NULL,
  UNIQUE (element, kpi)
);

CREATE TABLE qoe_unit (
  id       INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  symbol   VARCHAR(200)${collation} NOT NULL,
  quantity VARCHAR(200)${collation} NOT NULL,
  in_base  DOUBLE PRECISION NOT NULL,
  UNIQUE (symbol, quantity, in_base)
);

-- What is usual is NULL: ingest time = time, the indicator's own unit, quality 1, no flags.
CREATE TABLE qoe_measurement (
  series_id     INTEGER NOT NULL REFERENCES qoe_series (id),
  time_micros   BIGINT NOT NULL,
  sequence      BIGINT NOT NULL,
  reading       DOUBLE PRECISION NOT NULL,
  ingest_micros BIGINT,
  unit_id       INTEGER REFERENCES qoe_unit (id),
  quality       DOUBLE PRECISION,
  flags         INTEGER,
  PRIMARY KEY (series_id, time_micros, sequence)
);

-- The score is NULL where nothing recent was known.
CREATE TABLE qoe_score (
  element       VARCHAR(1000)${collation} NOT NULL,
  time_micros   BIGINT NOT NULL,
  score         DOUBLE PRECISION,
  confidence    DOUBLE PRECISION NOT NULL,
  contributions ${text} NOT NULL,
  PRIMARY KEY (element, time_micros)
);

CREATE TABLE qoe_alert (
  tenant         VARCHAR(200)${collation} NOT NULL,
  id             VARCHAR(2000)${collation} NOT NULL,
  reduction_key  VARCHAR(2000)${collation} NOT NULL,
  element        VARCHAR(1000)${collation} NOT NULL,
  rule           ${text} NOT NULL,
  type           ${text} NOT NULL,
  severity       VARCHAR(32) NOT NULL,
  message        ${text} NOT NULL,
  kpis           ${text} NOT NULL,
  cause_code     ${text} NOT NULL,
  cause_text     ${text} NOT NULL,
  evidence       ${text} NOT NULL,
  history        ${text} NOT NULL,
  annotations    ${text} NOT NULL,
  state          VARCHAR(32) NOT NULL,
  created_micros BIGINT NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE INDEX qoe_alert_state ON qoe_alert (state, tenant);

CREATE TABLE qoe_audit (
  id        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at_micros BIGINT NOT NULL,
  principal ${text} NOT NULL,
  tenant    VARCHAR(200)${collation} NOT NULL,
  action    ${text} NOT NULL,
  subject   ${text} NOT NULL,
  detail    ${text} NOT NULL
);

CREATE INDEX qoe_audit_tenant ON qoe_audit (tenant, at_micros);
