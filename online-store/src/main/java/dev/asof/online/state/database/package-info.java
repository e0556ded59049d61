/**
 * The database below the state: RocksDB with its column families, written and read as bytes. Nothing else knows RocksDB.
 */
@NullMarked
package dev.asof.online.state.database;

import org.jspecify.annotations.NullMarked;
