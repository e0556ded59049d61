package dev.asof.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.xerial.snappy.Snappy;

/** Shows that the libraries with native or unsafe code work under the flags that every JVM of Asof gets. */
class LibrariesTest {

    @Test
    void arrowReachesItsDirectMemory() {
        try (RootAllocator allocator = new RootAllocator();
                BigIntVector vector = new BigIntVector("v", allocator)) {
            vector.allocateNew(1000);
            vector.setSafe(999, 42L);
            vector.setValueCount(1000);
            assertThat(vector.get(999)).isEqualTo(42L);
        }
    }

    @Test
    void rocksDbReadsWhatItWrote(@TempDir Path folder) throws Exception {
        RocksDB.loadLibrary();
        byte[] key = "key".getBytes(StandardCharsets.UTF_8);
        try (Options options = new Options().setCreateIfMissing(true);
                RocksDB database = RocksDB.open(options, folder.toString())) {
            database.put(key, key);
            assertThat(database.get(key)).isEqualTo(key);
        }
    }

    @Test
    void codecsCompress() throws Exception {
        byte[] plain = new byte[10_000];
        assertThat(Zstd.decompress(Zstd.compress(plain), plain.length)).isEqualTo(plain);
        assertThat(Snappy.uncompress(Snappy.compress(plain))).isEqualTo(plain);
    }

    @Test
    void duckDbAnswers() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT 6 * 7")) {
            result.next();
            assertThat(result.getInt(1)).isEqualTo(42);
        }
    }
}
