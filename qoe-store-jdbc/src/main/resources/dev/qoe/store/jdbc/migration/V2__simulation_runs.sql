-- Parameters are a JSON object of texts, results one of numbers, in which null means NaN.

CREATE TABLE qoe_run (
  tenant         VARCHAR(200)${collation} NOT NULL,
  name           VARCHAR(200)${collation} NOT NULL,
  created_micros BIGINT NOT NULL,
  principal      ${text} NOT NULL,
  type           ${text} NOT NULL,
  parameters     ${text} NOT NULL,
  results        ${text} NOT NULL,
  summary        ${text} NOT NULL,
  PRIMARY KEY (tenant, name, created_micros)
);
