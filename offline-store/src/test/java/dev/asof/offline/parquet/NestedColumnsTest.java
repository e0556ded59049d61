package dev.asof.offline.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.event.ContractCheck;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.expression.ExpressionCompiler;
import dev.asof.registry.compute.expression.kernel.Conversions;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NestedColumnsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "decimal(10,2) | 1.50 | -99999999.99 | null",
                "decimal(38,4) | 1234567890123456789012345678901234.5678 | -0.0001 | null",
                "bytes | 00ff | 41 | null",
                "list<float32> | [1.5, -0.0, null] | [] | null",
                "list<string> | [\"a\", \"\", null] | [null] | null",
                "list<list<int64>> | [[1, 2], [], null, [null]] | [[]] | null",
                "list<decimal(21,1)> | [12345678901234567890.1] | [] | null",
                "map<string, int32> | {\"a\": 1, \"b\": null} | {} | null",
                "map<string, list<map<string, bool>>> | {\"x\": [{\"y\": true}, null, {}]} | {\"x\": []} | null"
            })
    void valuesReadAsTheyWereWritten(String name, String first, String second, String third) {
        DataType type = DataType.named(name).orElseThrow();
        ColumnBuilder column = new ColumnBuilder(type);
        List<String> texts = new ArrayList<>();
        for (String text : List.of(third, first, second, third, first)) {
            texts.add(text);
            if (text.equals("null")) {
                column.appendNull();
            } else {
                ExpressionCompiler.parseLiteral(text, type).orElseThrow().appendTo(column);
            }
        }
        Schema schema = new Schema(List.of(new Field("x", type)));
        Path file = folder.resolve("x.parquet");
        try (ParquetOutput output = ParquetOutput.create(file, schema)) {
            output.append(new ColumnBatch(schema, List.of(column.build()), texts.size()));
            output.commit(Map.of());
        }
        assertThat(ParquetFile.open(file).schema()).isEqualTo(schema);
        assertThat(read(file, "x")).isEqualTo(texts);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "optional group x (LIST) { repeated int32 element; } | list<int32>",
                "repeated int32 x; | list<int32>",
                "optional group x (LIST) { repeated group list { optional int32 element; } } | list<int32>",
                "optional group x (LIST) { repeated group bag { required int32 item; } } | list<int32>",
                "optional group x (LIST) { repeated group array { optional int32 v; } } | ",
                "optional group x (LIST) { repeated group x_tuple { optional int32 v; } } | ",
                "optional group x (LIST) { repeated group element { optional int32 a; optional int32 b; } } | ",
                "optional group x (MAP) { repeated group key_value { required binary key (UTF8); optional int32 value; } }"
                        + " | map<string, int32>",
                "optional group x (MAP_KEY_VALUE) { repeated group map { required binary key (UTF8); optional int32 v; } }"
                        + " | map<string, int32>",
                "optional group x (MAP) { repeated group key_value { required int32 key; optional int32 value; } } | ",
                "optional fixed_len_byte_array(3) x (DECIMAL(5,2)); | decimal(5,2)",
                "optional binary x (DECIMAL(30,2)); | decimal(30,2)",
                "optional int32 x (DECIMAL(9,0)); | decimal(9,0)",
                "optional int64 x (DECIMAL(18,18)); | decimal(18,18)"
            })
    void formsOfFilesHaveTheirTypes(String column, String type) throws Exception {
        Path file = write("message m { " + column + " }", List.of());
        assertThat(ParquetFile.open(file).columns().getFirst().type().map(DataType::displayName))
                .isEqualTo(Optional.ofNullable(type));
    }

    @Test
    void listsOfTheOldFormsAreReadAsTheirElements() throws Exception {
        String schema =
                "message m { optional group x (LIST) { repeated int32 e; } repeated int32 y; optional int32 z; }";
        MessageType type = MessageTypeParser.parseMessageType(schema);
        Group full = new SimpleGroupFactory(type).newGroup().append("z", 7);
        full.addGroup("x").append("e", 1).append("e", 2);
        full.append("y", 3).append("y", 4);
        Group bare = new SimpleGroupFactory(type).newGroup();
        Group empty = new SimpleGroupFactory(type).newGroup();
        empty.addGroup("x");
        Path file = write(schema, List.of(full, bare, empty, full));
        assertThat(read(file, "x")).containsExactly("[1, 2]", "null", "[]", "[1, 2]");
        assertThat(read(file, "y")).containsExactly("[3, 4]", "[]", "[]", "[3, 4]");
        assertThat(read(file, "z")).containsExactly("7", "null", "null", "7");
    }

    @Test
    void fieldsOfStructsAreColumnsByTheirPath() throws Exception {
        String schema = "message m { optional group address { optional binary city (UTF8); required int32 no;"
                + " optional group tags (LIST) { repeated group list { optional binary element (UTF8); } } } }";
        MessageType type = MessageTypeParser.parseMessageType(schema);
        Group full = new SimpleGroupFactory(type).newGroup();
        Group address = full.addGroup("address").append("city", "Ulm").append("no", 5);
        address.addGroup("tags").addGroup("list").append("element", "home");
        Group cityless = new SimpleGroupFactory(type).newGroup();
        cityless.addGroup("address").append("no", 6);
        Group none = new SimpleGroupFactory(type).newGroup();
        Path file = write(schema, List.of(full, cityless, none));
        assertThat(ParquetFile.open(file).schema().names())
                .containsExactly("address.city", "address.no", "address.tags");
        assertThat(read(file, "address.city")).containsExactly("Ulm", "null", "null");
        assertThat(read(file, "address.no")).containsExactly("5", "6", "null");
        assertThat(read(file, "address.tags")).containsExactly("[\"home\"]", "null", "null");
    }

    @Test
    void decimalsOfAnyLengthOfBytesAreRead() throws Exception {
        String schema = "message m { required fixed_len_byte_array(3) f (DECIMAL(5,2));"
                + " required binary b (DECIMAL(38,1)); required int32 i (DECIMAL(5,2)); }";
        Group group = new SimpleGroupFactory(MessageTypeParser.parseMessageType(schema))
                .newGroup()
                .append("f", Binary.fromConstantByteArray(new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0x85}))
                .append("b", Binary.fromConstantByteArray(new byte[] {5}))
                .append("i", -12345);
        Path file = write(schema, List.of(group));
        assertThat(read(file, "f")).containsExactly("-1.23");
        assertThat(read(file, "b")).containsExactly("0.5");
        assertThat(read(file, "i")).containsExactly("-123.45");
    }

    @Test
    void decimalsOfMoreDigitsThanTheirTypeAreLeftToTheCheckOfTheirRows() throws Exception {
        String schema = "message m { required fixed_len_byte_array(9) f (DECIMAL(5,2));"
                + " required binary b (DECIMAL(38,1)); required int32 i (DECIMAL(5,2)); }";
        byte[] long9 = new byte[9];
        long9[0] = -1;
        byte[] long17 = new byte[17];
        long17[0] = 1;
        Group group = new SimpleGroupFactory(MessageTypeParser.parseMessageType(schema))
                .newGroup()
                .append("f", Binary.fromConstantByteArray(long9))
                .append("b", Binary.fromConstantByteArray(long17))
                .append("i", 1_234_567);
        Path file = write(schema, List.of(group));
        for (String column : List.of("f", "b", "i")) {
            for (DecimalType type : List.of(declared(file, column), new DecimalType(38, 2))) {
                assertThat(violations(file, new Field(column, type)))
                        .as("%s as %s", column, type)
                        .extracting(Violation::reason)
                        .containsExactly(Violation.Reason.TYPE);
            }
        }
    }

    private static DecimalType declared(Path file, String column) {
        return (DecimalType) ParquetFile.open(file).schema().find(column).stream()
                .mapToObj(index -> ParquetFile.open(file).schema().field(index).type())
                .findFirst()
                .orElseThrow();
    }

    private static List<Violation> violations(Path file, Field contract) {
        try (ParquetRows rows = ParquetFile.open(file).rows(0, List.of(contract.name()))) {
            return ContractCheck.ofAsked(new Schema(List.of()), new Schema(List.of(contract)))
                    .check(rows.next().orElseThrow())
                    .violations();
        }
    }

    private Path write(String schema, List<Group> rows) throws Exception {
        Path file = folder.resolve("foreign.parquet");
        try (var writer = ExampleParquetWriter.builder(new LocalOutput(file))
                .withType(MessageTypeParser.parseMessageType(schema))
                .withConf(new org.apache.parquet.conf.PlainParquetConfiguration())
                .build()) {
            for (Group row : rows) {
                writer.write(row);
            }
        }
        return file;
    }

    private static List<String> read(Path path, String name) {
        List<String> texts = new ArrayList<>();
        ParquetFile file = ParquetFile.open(path);
        for (int rowGroup = 0; rowGroup < file.partCount(); rowGroup++) {
            try (ParquetRows rows = file.rows(rowGroup, List.of(name))) {
                for (Optional<ColumnBatch> batch = rows.next(); batch.isPresent(); batch = rows.next()) {
                    Column column = batch.get().column(0);
                    for (int row = 0; row < column.size(); row++) {
                        texts.add(
                                column.isNull(row)
                                        ? "null"
                                        : Conversions.text(column, row).orElseThrow());
                    }
                }
            }
        }
        return texts;
    }
}
