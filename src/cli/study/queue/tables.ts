/**
 * What stands in the database beside the queue itself: runs with their plans, results, which studies
 * want them, and the workers. Made where it is not there; two that make it at once wait for each other.
 */
export const TABLES = `
begin;
select pg_advisory_xact_lock(5077120);
create schema if not exists dotwork;
create table if not exists dotwork.study (
  id text primary key,
  title text not null,
  version text not null,
  at timestamptz not null default now(),
  cancelled boolean not null default false
);
create table if not exists dotwork.run (
  id text primary key,
  version text not null,
  plan text not null,
  outputs text not null,
  scan text,
  state text not null default 'new' check (state in ('new', 'waiting', 'done', 'failed', 'cancelled')),
  reason text
);
create index if not exists run_state on dotwork.run (state) where state = 'waiting';
create table if not exists dotwork.study_run (
  study text not null references dotwork.study on delete cascade,
  run text not null references dotwork.run on delete cascade,
  primary key (study, run)
);
create index if not exists study_run_run on dotwork.study_run (run);
create table if not exists dotwork.result (
  run text primary key references dotwork.run on delete cascade,
  kept text not null,
  sha256 text not null,
  worker text not null,
  seconds real not null,
  number bigserial
);
create index if not exists result_number on dotwork.result (number);
create table if not exists dotwork.file (
  run text not null references dotwork.run on delete cascade,
  name text not null,
  bytes bytea not null,
  primary key (run, name)
);
create table if not exists dotwork.scan_file (
  scan text not null,
  place int not null,
  name text not null,
  bytes bytea not null,
  primary key (scan, place)
);
create table if not exists dotwork.worker (
  id text primary key,
  host text not null,
  version text not null,
  seen timestamptz not null default now(),
  job uuid,
  queue text,
  done int not null default 0
);
commit;
`;
