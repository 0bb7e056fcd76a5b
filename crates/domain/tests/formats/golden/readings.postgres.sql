-- dp:soil_power:v1.2:readings
-- One hour of one cell.
-- Decimals are numeric with a check: numeric(p,s) would round a longer fraction, not refuse it.
CREATE TABLE "readings" (
    -- The cell.
    "cell" text NOT NULL
        CHECK (char_length("cell") <= 8)
        CHECK (octet_length("cell") <= 2000)
        CHECK ("cell" ~ '^cell_[0-9]+$(?!\n)'),
    -- The at.
    "at" timestamp with time zone NOT NULL
        CHECK ("at" >= TIMESTAMPTZ '0001-01-01 00:00:00+00' AND "at" < TIMESTAMPTZ '10000-01-01 00:00:00+00'),
    -- The voltage. Unit: mV.
    "voltage" double precision
        CHECK ("voltage" > '-Infinity'::double precision AND "voltage" < 'Infinity'::double precision)
        CHECK ("voltage" >= '-5.5'::double precision)
        CHECK ("voltage" <= '5.5'::double precision),
    -- The price.
    "price" numeric
        CHECK ("price" = round("price", 2) AND abs("price") < 100000000)
        CHECK ("price" >= 0.00),
    -- The state.
    "state" text NOT NULL
        CHECK ("state" IN ('dry', 'wet')),
    -- The code.
    "code" smallint
        CHECK ("code" >= -128)
        CHECK ("code" <= 127)
        CHECK ("code" IN (1, 2)),
    -- The serial.
    "serial" integer UNIQUE,
    -- The operator. Personal data.
    "operator" text
        CHECK (char_length("operator") <= 20),
    -- The sunny.
    "sunny" boolean,
    -- The day.
    "day" date
        CHECK ("day" BETWEEN DATE '0001-01-01' AND DATE '9999-12-31'),
    PRIMARY KEY ("cell", "at")
);
COMMENT ON TABLE "readings" IS 'One hour of one cell. (dp:soil_power:v1.2:readings)';
COMMENT ON COLUMN "readings"."cell" IS 'The cell.';
COMMENT ON COLUMN "readings"."at" IS 'The at.';
COMMENT ON COLUMN "readings"."voltage" IS 'The voltage. Unit: mV.';
COMMENT ON COLUMN "readings"."price" IS 'The price.';
COMMENT ON COLUMN "readings"."state" IS 'The state.';
COMMENT ON COLUMN "readings"."code" IS 'The code.';
COMMENT ON COLUMN "readings"."serial" IS 'The serial.';
COMMENT ON COLUMN "readings"."operator" IS 'The operator. Personal data.';
COMMENT ON COLUMN "readings"."sunny" IS 'The sunny.';
COMMENT ON COLUMN "readings"."day" IS 'The day.';
