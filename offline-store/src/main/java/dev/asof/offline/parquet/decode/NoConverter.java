package dev.asof.offline.parquet.decode;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/** Stands where the library wants a converter to records; none is made. */
final class NoConverter extends PrimitiveConverter {

    /** Stands for a field, whatever it is. */
    private static final class OfAny extends GroupConverter {
        @Override
        public Converter getConverter(int fieldIndex) {
            return new OfAny();
        }

        @Override
        public boolean isPrimitive() {
            return false;
        }

        @Override
        public void start() {}

        @Override
        public void end() {}

        @Override
        public PrimitiveConverter asPrimitiveConverter() {
            return new NoConverter();
        }
    }

    /** Stands for the record. */
    static final class OfGroup extends GroupConverter {
        @Override
        public Converter getConverter(int fieldIndex) {
            return new OfAny();
        }

        @Override
        public void start() {}

        @Override
        public void end() {}
    }
}
