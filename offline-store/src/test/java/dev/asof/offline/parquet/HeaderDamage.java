package dev.asof.offline.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;

/** One of the sizes and counts in a page's header made another one. */
final class HeaderDamage {
    private HeaderDamage() {}

    static void draw(PageHeader header, Random random) {
        List<IntConsumer> numbers = numbers(header);
        numbers.get(random.nextInt(numbers.size())).accept(number(header, random));
    }

    /** The two sizes count twice. */
    private static List<IntConsumer> numbers(PageHeader header) {
        List<IntConsumer> numbers = new ArrayList<>(List.of(
                header::setCompressed_page_size,
                header::setCompressed_page_size,
                header::setUncompressed_page_size,
                header::setUncompressed_page_size));
        switch (header.getType()) {
            case DATA_PAGE -> numbers.add(header.getData_page_header()::setNum_values);
            case DATA_PAGE_V2 -> {
                DataPageHeaderV2 data = header.getData_page_header_v2();
                numbers.addAll(List.of(
                        data::setNum_values,
                        data::setNum_rows,
                        data::setNum_nulls,
                        data::setRepetition_levels_byte_length,
                        data::setDefinition_levels_byte_length));
            }
            case DICTIONARY_PAGE -> numbers.add(header.getDictionary_page_header()::setNum_values);
            case INDEX_PAGE -> {}
        }
        return numbers;
    }

    private static int number(PageHeader header, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> Integer.MAX_VALUE - random.nextInt(16);
            case 1 -> -random.nextInt(1 << 16);
            case 2 -> 1 << random.nextInt(Integer.SIZE);
            case 3 -> header.getCompressed_page_size() + random.nextInt(21) - 10;
            default -> random.nextInt();
        };
    }
}
