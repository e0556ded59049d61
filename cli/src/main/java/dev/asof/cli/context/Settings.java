package dev.asof.cli.context;

import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.error.NearestName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is set where: a flag goes before an environment variable, that before {@code .asof/config}, and that before the
 * default. The file has lines of {@code key = value}; what follows a {@code #} at the start of a line is a remark.
 */
public final class Settings {
    private final Map<String, String> variables;
    private final Path file;
    private final Map<Setting, Found> inFile;

    /** A text and where it was written. */
    public record Found(String text, String place) {}

    private Settings(Map<String, String> variables, Path file, Map<Setting, Found> inFile) {
        this.variables = variables;
        this.file = file;
        this.inFile = inFile;
    }

    /** @param file the configuration file, which need not exist */
    public static Settings read(Map<String, String> variables, Path file) {
        return new Settings(variables, file, parse(file));
    }

    /** The text of a setting, unless the default counts. */
    public Optional<Found> find(Setting setting, @Nullable String flag) {
        if (flag != null) {
            return Optional.of(new Found(flag, setting.flag()));
        }
        String variable = variables.get(setting.variable());
        if (variable != null && !variable.isBlank()) {
            return Optional.of(new Found(variable.strip(), setting.variable()));
        }
        return Optional.ofNullable(inFile.get(setting));
    }

    /** A whole number between two bounds, inclusive; {@code otherwise} where nothing is set. */
    public int number(Setting setting, @Nullable Integer flag, int least, int greatest, int otherwise) {
        Optional<Found> found = find(setting, flag == null ? null : flag.toString());
        if (found.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(found.get().text());
            if (number >= least && number <= greatest) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, like a number out of bounds.
        }
        throw new AsofException(
                ErrorCode.INVALID_ARGUMENT,
                "Cannot use " + setting.key() + " " + Quoted.of(found.get().text()) + " of "
                        + found.get().place() + ": it is not a whole number from " + least + " to " + greatest + ".");
    }

    private static Map<Setting, Found> parse(Path file) {
        Map<Setting, Found> found = new EnumMap<>(Setting.class);
        Map<Setting, Integer> lineOf = new EnumMap<>(Setting.class);
        List<Runnable> readings = new ArrayList<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i).strip();
            int line = i + 1;
            if (!text.isEmpty() && !text.startsWith("#")) {
                readings.add(() -> parse(text, file, line, found, lineOf));
            }
        }
        SettingProblems.requireNone(readings);
        return found;
    }

    private static void parse(
            String text, Path file, int line, Map<Setting, Found> found, Map<Setting, Integer> lineOf) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw problem(file, line, "it is not 'key = value'.");
        }
        String key = text.substring(0, equals).strip();
        Setting setting = Stream.of(Setting.values())
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(() -> problem(
                        file,
                        line,
                        "there is no setting " + Quoted.of(key) + "." + NearestName.hint(Setting.keys(), key)));
        Integer before = lineOf.putIfAbsent(setting, line);
        if (before != null) {
            throw problem(file, line, Quoted.of(key) + " is set in line " + before + " as well. Keep one of them.");
        }
        found.put(setting, new Found(text.substring(equals + 1).strip(), file.getFileName() + ":" + line));
    }

    private static AsofException problem(Path file, int line, String what) {
        return new AsofException(ErrorCode.INVALID_ARGUMENT, "Cannot read " + file + ", line " + line + ": " + what);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new AsofException(ErrorCode.IO_FAILED, "Cannot read " + file + ": " + FileProblem.reason(e) + ".", e);
        }
    }

    @Override
    public String toString() {
        return "Settings of " + file;
    }
}
