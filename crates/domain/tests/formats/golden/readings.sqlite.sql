-- dp:soil_power:v1.2:readings
-- One hour of one cell.
-- Decimals are texts with all digits of their scale, such as '12.50': numbers would be rounded.
-- Times are texts in UTC with microseconds, such as '2023-07-08T20:00:00.000000Z'.
-- Patterns are left out: SQLite has no regular expressions of its own.
CREATE TABLE "readings" (
    -- The cell.
    "cell" TEXT NOT NULL
        CHECK (instr("cell", char(0)) = 0)
        CHECK (length("cell") <= 8)
        CHECK (length(CAST("cell" AS BLOB)) <= 2000),
    -- The at.
    "at" TEXT NOT NULL
        CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z' AND "at" >= '0001-01-01' AND strftime('%Y-%m-%dT%H:%M:%S', substr("at", 1, 19), '+0 days') IS substr("at", 1, 19)),
    -- The voltage. Unit: mV.
    "voltage" REAL
        CHECK ("voltage" > -9e999 AND "voltage" < 9e999)
        CHECK ("voltage" >= -5.5e0)
        CHECK ("voltage" <= 5.5e0),
    -- The price.
    "price" TEXT
        CHECK ("price" NOT GLOB '?*-*' AND ltrim("price", '-') GLOB '[0-9]*.[0-9][0-9]' AND substr(ltrim("price", '-'), 1, length(ltrim("price", '-')) - 3) NOT GLOB '*[^0-9]*')
        CHECK (ltrim("price", '-') NOT GLOB '0[0-9]*' AND "price" <> '-0.00')
        CHECK (length(substr(ltrim("price", '-'), 1, length(ltrim("price", '-')) - 3)) <= 8)
        CHECK ("price" NOT LIKE '-%' AND (length("price"), "price") >= (4, '0.00')),
    -- The state.
    "state" TEXT NOT NULL
        CHECK (instr("state", char(0)) = 0)
        CHECK ("state" IN ('dry', 'wet')),
    -- The code.
    "code" INTEGER
        CHECK ("code" >= -128)
        CHECK ("code" <= 127)
        CHECK ("code" IN (1, 2)),
    -- The serial.
    "serial" INTEGER UNIQUE
        CHECK ("serial" >= -2147483648)
        CHECK ("serial" <= 2147483647),
    -- The operator. Personal data.
    "operator" TEXT
        CHECK (instr("operator", char(0)) = 0)
        CHECK (length("operator") <= 20),
    -- The sunny.
    "sunny" INTEGER
        CHECK ("sunny" IN (0, 1)),
    -- The day.
    "day" TEXT
        CHECK ("day" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND "day" >= '0001-01-01' AND date("day", '+0 days') IS "day"),
    PRIMARY KEY ("cell", "at")
) STRICT;
