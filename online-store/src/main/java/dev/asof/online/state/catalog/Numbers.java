package dev.asof.online.state.catalog;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Numbers, from 1 on, of what records speak of by its number. Changed by one thread at a time; read by any. */
final class Numbers<K> {
    private final ConcurrentMap<K, Integer> numbers = new ConcurrentHashMap<>();

    Optional<Integer> of(K thing) {
        return Optional.ofNullable(numbers.get(thing));
    }

    /** What has this number. */
    Optional<K> thing(int number) {
        return numbers.entrySet().stream()
                .filter(each -> each.getValue() == number)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** A number that nothing has. */
    int next() {
        return next(numbers.values());
    }

    /** The least number after all of these. */
    static int next(Collection<Integer> numbers) {
        return numbers.stream().mapToInt(number -> number + 1).max().orElse(1);
    }

    void put(K thing, int number) {
        numbers.put(thing, number);
    }

    void remove(K thing) {
        numbers.remove(thing);
    }
}
