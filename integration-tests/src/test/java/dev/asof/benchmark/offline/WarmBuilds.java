package dev.asof.benchmark.offline;

import com.sun.management.OperatingSystemMXBean;
import dev.asof.offline.dataset.BuildSettings;
import dev.asof.offline.dataset.TrainingSetBuilder;
import dev.asof.offline.observation.ObservationOptions;
import dev.asof.registry.catalog.FeatureService;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.catalog.RegistryStore;
import dev.asof.registry.repository.FeatureRepository;
import dev.asof.registry.repository.TableFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that builds training sets whenever it is told to, so that all but the first are built warm. It is asked with
 * lines of {@code build|scan REPOSITORY SERVICE OUT THREADS}, and answers each with a line of the seconds and the
 * processor's seconds.
 */
final class WarmBuilds implements AutoCloseable {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final String ANSWER = "cost ";

    private final Process process;
    private final Writer questions;
    private final BufferedReader answers;

    /** Starts it, with the heap that the command would have. */
    WarmBuilds() throws IOException {
        this.process = new ProcessBuilder(ColdProcess.java(List.of("-XX:+UseParallelGC"), WarmBuilds.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        this.questions = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    Cost build(PaymentData data, Workload workload, Path out, int threads) throws IOException {
        return ask("build", data, workload, out, threads);
    }

    /** Reads the columns that a build reads, and writes a training set that there is already once more. */
    Cost scanAndWrite(PaymentData data, Workload workload, Path out, int threads) throws IOException {
        return ask("scan", data, workload, out, threads);
    }

    private Cost ask(String what, PaymentData data, Workload workload, Path out, int threads) throws IOException {
        questions.write(
                String.join("\t", what, data.repository().toString(), workload.service(), out.toString(), "" + threads)
                        + "\n");
        questions.flush();
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(ANSWER)) {
                String[] figures = line.substring(ANSWER.length()).split(" ");
                return new Cost(Double.parseDouble(figures[0]), Double.parseDouble(figures[1]), 0);
            }
        }
        throw new IllegalStateException("The warm process has ended");
    }

    @Override
    public void close() {
        process.destroy();
    }

    public static void main(String[] arguments) throws IOException {
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            String[] words = line.split("\t");
            Runnable work = work(words);
            long cpu = SYSTEM.getProcessCpuTime();
            long start = System.nanoTime();
            work.run();
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.println(ANSWER + seconds + " " + (SYSTEM.getProcessCpuTime() - cpu) / 1e9);
            System.out.flush();
        }
    }

    private static Runnable work(String[] words) {
        Path repository = Path.of(words[1]);
        Path out = Path.of(words[3]);
        int threads = Integer.parseInt(words[4]);
        return words[0].equals("build")
                ? () -> build(repository, words[2], out, threads)
                : new ScanAndWrite(repository, words[2], out, threads);
    }

    /** Builds a training set in this process, of the observations in a repository. */
    static void build(Path folder, String name, Path out, int threads) {
        FeatureRepository repository = new FeatureRepository(folder);
        RegistrySnapshot registry = RegistryStore.of(folder).load();
        FeatureService service = registry.requireService(name);
        TrainingSetBuilder builder = new TrainingSetBuilder(repository, registry, BuildSettings.of(threads));
        builder.build(
                service,
                builder.readObservations(
                        service, folder.resolve("observations.parquet"), ObservationOptions.of(TableFormat.PARQUET)),
                out);
    }
}
