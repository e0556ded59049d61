package dev.asof.registry.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.registry.definition.TestRepository;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever an apply is killed or the disk fails, the registry is the one before or the one after. */
class RegistryStoreFailureTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    /** One more than the steps of an apply. */
    private static final int STEPS = 6;

    @TempDir
    Path folder;

    /** When in a step the process dies. */
    enum Moment {
        BEFORE,
        HALFWAY,
        AFTER
    }

    @ParameterizedTest
    @EnumSource
    void aKillLeavesTheOldOrTheNewRegistry(Moment moment) throws IOException {
        TestRepository repository = new TestRepository(folder.resolve("repository"));
        boolean ended = false;
        int olds = 0;
        int news = 0;
        for (int step = 0; !ended; step++) {
            Path registry = folder.resolve("registry-" + step);
            RegistrySnapshot old =
                    applied(repository.with("a.yaml", TestRepository.PAYMENTS), registry, RegistrySnapshot.EMPTY);
            repository.with("a.yaml", TestRepository.PAYMENTS.replace("version: 1\nentity", "version: 2\nentity"));
            RegistryDelta delta =
                    RegistryDelta.between(old, repository.check(old).definitions());
            DyingDisk disk = new DyingDisk(step, moment);
            try {
                new RegistryStore(registry, disk).apply(delta, NOON, Optional.empty());
                ended = true;
            } catch (Killed killed) {
                assertThat(step).isLessThan(STEPS);
            }
            RegistryStore after = new RegistryStore(registry, Disk.ofMachine());
            RegistrySnapshot found = after.load();
            assertThat(found).isIn(old, delta.next(NOON, Optional.empty()));
            olds += found.equals(old) ? 1 : 0;
            news += found.equals(old) ? 0 : 1;
            RegistrySnapshot next = after.apply(
                    RegistryDelta.between(found, repository.check(found).definitions()), NOON, Optional.empty());
            assertThat(after.load()).isEqualTo(next);
            assertThat(next.newestView("card_spend")).hasValue(2);
            if (found.equals(old)) {
                assertThat(registry.resolve("registry.json.new")).doesNotExist();
            }
        }
        assertThat(olds).isPositive();
        assertThat(news).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void aFailingDiskIsReported(int step) {
        Path registry = folder.resolve("registry");
        TestRepository repository =
                new TestRepository(folder.resolve("repository")).with("a.yaml", TestRepository.PAYMENTS);
        RegistryDelta delta = RegistryDelta.between(RegistrySnapshot.EMPTY, repository.definitions());
        assertThatThrownBy(() -> new RegistryStore(registry, new FullDisk(step)).apply(delta, NOON, Optional.empty()))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IO_FAILED))
                .hasMessageStartingWith("Cannot write the registry ")
                .hasMessageEndingWith("No space left on device. Check the disk.");
    }

    private static RegistrySnapshot applied(TestRepository repository, Path registry, RegistrySnapshot base) {
        return new RegistryStore(registry, Disk.ofMachine())
                .apply(RegistryDelta.between(base, repository.definitions()), NOON, Optional.empty());
    }

    /** The process ends here. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** A real disk under a process that dies in one of its steps. */
    private static final class DyingDisk implements Disk {
        private final Disk disk = Disk.ofMachine();
        private final int lastStep;
        private final Moment moment;
        private int step;

        DyingDisk(int lastStep, Moment moment) {
            this.lastStep = lastStep;
            this.moment = moment;
        }

        @Override
        public void createFolder(Path folder) throws IOException {
            step(() -> disk.createFolder(folder), () -> {});
        }

        @Override
        public void delete(Path file) throws IOException {
            step(() -> disk.delete(file), () -> {});
        }

        @Override
        public void write(Path file, byte[] bytes) throws IOException {
            step(() -> disk.write(file, bytes), () -> Files.write(file, Arrays.copyOf(bytes, bytes.length / 2)));
        }

        @Override
        public void replace(Path source, Path target) throws IOException {
            step(() -> disk.replace(source, target), () -> {});
        }

        @Override
        public void forceFolder(Path folder) throws IOException {
            step(() -> disk.forceFolder(folder), () -> {});
        }

        private void step(Step whole, Step half) throws IOException {
            boolean last = step++ == lastStep;
            if (last && moment == Moment.BEFORE) {
                throw new Killed();
            }
            if (last && moment == Moment.HALFWAY) {
                half.run();
                throw new Killed();
            }
            whole.run();
            if (last) {
                throw new Killed();
            }
        }
    }

    /** A real disk, one step of which fails. */
    private static final class FullDisk implements Disk {
        private final Disk disk = Disk.ofMachine();
        private final int failing;
        private int step;

        FullDisk(int failing) {
            this.failing = failing;
        }

        @Override
        public void createFolder(Path folder) throws IOException {
            step();
            disk.createFolder(folder);
        }

        @Override
        public void delete(Path file) throws IOException {
            step();
            disk.delete(file);
        }

        @Override
        public void write(Path file, byte[] bytes) throws IOException {
            step();
            disk.write(file, bytes);
        }

        @Override
        public void replace(Path source, Path target) throws IOException {
            step();
            disk.replace(source, target);
        }

        @Override
        public void forceFolder(Path folder) throws IOException {
            step();
            disk.forceFolder(folder);
        }

        private void step() throws IOException {
            if (step++ == failing) {
                throw new IOException("No space left on device");
            }
        }
    }

    private interface Step {
        void run() throws IOException;
    }
}
