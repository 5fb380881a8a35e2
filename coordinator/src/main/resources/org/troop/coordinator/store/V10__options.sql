-- An encoded SweepOptions; none: an empty one.
ALTER TABLE sweep ADD COLUMN options BYTEA;

-- Goal rankings of this search of a race; empty: those of the theory.
ALTER TABLE search ADD COLUMN heuristic VARCHAR(1000) NOT NULL DEFAULT '';

-- How often a worker was lost, or failed, while it searched the unit.
ALTER TABLE unit ADD COLUMN losses INTEGER NOT NULL DEFAULT 0;
