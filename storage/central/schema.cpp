#include "storage/central/schema.h"

#include <array>

namespace central {
namespace {

// Types are PostgreSQL's names; SQLite stores whatever is bound.
constexpr const char* kFirst = R"sql(
CREATE TABLE setting (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL);
CREATE TABLE secret (
  name TEXT NOT NULL PRIMARY KEY,
  value BYTEA NOT NULL);
CREATE TABLE roster (
  version BIGINT NOT NULL PRIMARY KEY,
  note BYTEA NOT NULL);
CREATE TABLE enrolment (
  request BYTEA NOT NULL PRIMARY KEY,
  member TEXT NOT NULL,
  member_key TEXT NOT NULL,
  version BIGINT NOT NULL);
CREATE TABLE submission (
  review TEXT NOT NULL,
  bundle TEXT NOT NULL,
  seq BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  statement BYTEA NOT NULL,
  ciphertext BYTEA NOT NULL,
  previous BYTEA,
  author TEXT NOT NULL,
  next TEXT NOT NULL,
  status TEXT NOT NULL,
  code TEXT NOT NULL,
  seen BIGINT NOT NULL,
  missing TEXT NOT NULL,
  sealed BIGINT NOT NULL,
  sealed_checked BIGINT NOT NULL,
  received BIGINT NOT NULL,
  PRIMARY KEY (review, bundle));
CREATE UNIQUE INDEX submission_bundle ON submission (bundle);
CREATE INDEX submission_statement ON submission (review, statement);
CREATE TABLE head (
  review TEXT NOT NULL PRIMARY KEY,
  bundle TEXT NOT NULL,
  revision BIGINT NOT NULL,
  statement BYTEA NOT NULL,
  author TEXT NOT NULL,
  next TEXT NOT NULL,
  lines BIGINT NOT NULL,
  length BIGINT NOT NULL,
  journal BYTEA NOT NULL);
CREATE TABLE journal_line (
  review TEXT NOT NULL,
  n BIGINT NOT NULL,
  line BYTEA NOT NULL,
  body BYTEA,
  PRIMARY KEY (review, n));
CREATE TABLE record (
  review TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  struck BIGINT NOT NULL,
  fields TEXT NOT NULL,
  PRIMARY KEY (review, kind, id));
CREATE TABLE object (
  review TEXT NOT NULL,
  object BYTEA NOT NULL,
  object_length BIGINT NOT NULL,
  part BYTEA NOT NULL,
  part_length BIGINT NOT NULL,
  part_sha512 BYTEA NOT NULL,
  opened BIGINT NOT NULL,
  bundle TEXT NOT NULL,
  PRIMARY KEY (review, object));
CREATE TABLE log (
  index_no BIGINT NOT NULL PRIMARY KEY,
  entry BYTEA NOT NULL,
  leaf BYTEA NOT NULL,
  bundle TEXT NOT NULL);
CREATE INDEX log_bundle ON log (bundle, index_no);
CREATE TABLE checkpoint (
  size BIGINT NOT NULL PRIMARY KEY,
  note BYTEA NOT NULL);
CREATE TABLE receipt (
  bundle TEXT NOT NULL,
  index_no BIGINT NOT NULL,
  proof BYTEA NOT NULL,
  consistency BYTEA NOT NULL,
  missing BYTEA,
  PRIMARY KEY (bundle, index_no));
CREATE TABLE quarantine (
  id TEXT NOT NULL PRIMARY KEY,
  seq BIGINT NOT NULL,
  step BIGINT NOT NULL,
  code TEXT NOT NULL,
  received BIGINT NOT NULL);
)sql";

constexpr std::array kSteps = {storage::Migration{"the first tables", kFirst}};

}  // namespace

std::span<const storage::Migration> migrations()
{
    return kSteps;
}

}  // namespace central
