package dev.asof.online.lookup;

import static dev.asof.online.OnlineFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.online.OnlineFixture;
import dev.asof.online.live.LiveDefinitions;
import dev.asof.online.state.StateSnapshot;
import dev.asof.online.state.StateStore;
import dev.asof.online.state.catalog.StoredView;
import dev.asof.online.state.database.Durability;
import dev.asof.online.state.database.StateOptions;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingTest {
    private static final QuestionTimes TIMES = new QuestionTimes(new long[] {NOW}, new long[] {NOW}, new long[] {NOW});

    private static final String PROFILES = """
            feature_view: profile
            version: 1
            entity: customer
            source: payments
            features:
              shop: {latest: shop}
            ---
            feature_service: profiles
            version: 1
            features: [profile@1:*]
            """;

    @TempDir
    Path folder;

    private StateStore state;
    private LookupPlan plan;
    private AnswerCache cache;
    private AnswerCache.Subject subject;

    @BeforeEach
    void openAStoreThatIsLoaded() {
        OnlineFixture fixture = new OnlineFixture(folder);
        fixture.apply(PROFILES);
        state = StateStore.open(folder.resolve("state"), StateOptions.SMALL, fixture.clock());
        LiveDefinitions definitions = new LiveDefinitions(fixture::registry, state, catalog -> {});
        plan = new LookupPlans(definitions, view -> new ViewCounts()).find(new Selection.OfService("profiles", 1));
        state.write(Durability.SYNCED, write -> {
            plan.views().forEach(asked -> {
                StoredView view = asked.view().stored();
                view.sources().forEach(source -> write.markLoaded(view, source));
            });
            return write.size();
        });
        cache = new AnswerCache(state, 16 << 20);
        subject = AnswerCache.Subject.of(
                plan.entities().getFirst(),
                ByteBuffer.allocate(Long.BYTES).putLong(7).array());
    }

    @AfterEach
    void close() {
        state.close();
    }

    @Test
    void aReadingThatFailsBecauseItsViewsWereBegunAnewSaysThatTheyAreNotLoaded() {
        assertFailsWith(
                ErrorCode.NOT_LOADED,
                () -> reading().read(snapshot -> {
                    assertThat(snapshot.get()).isNotNull();
                    beginAnew();
                    throw damaged();
                }));
    }

    @Test
    void aReadingThatFailsThoughItsViewsStandSaysWhy() {
        assertFailsWith(
                ErrorCode.CORRUPT_DATA,
                () -> reading().read(snapshot -> {
                    assertThat(snapshot.get()).isNotNull();
                    throw damaged();
                }));
    }

    @Test
    void answersThatLastAreKeptOnceTheyAreKnownToBeRight() {
        EntityAnswers answers = answers();
        reading().read(answers::answer);
        assertThat(kept()).isNull();
        answers.keep();
        assertThat(kept()).isNotNull();
    }

    @Test
    void answersFromViewsThatWereBegunAnewMeanwhileAreNotKept() {
        EntityAnswers answers = answers();
        assertFailsWith(
                ErrorCode.NOT_LOADED, () -> reading().read(snapshot -> answers.answer(begunAnewBefore(snapshot))));
        assertThat(kept()).isNull();
    }

    private EntityAnswers answers() {
        return new EntityAnswers(plan, subject.asked(), List.of(subject), TIMES, cache, plan.newValues(1));
    }

    private PackedAnswers kept() {
        return cache.find(subject, TIMES, 0);
    }

    /** As if a load began between the check that the views are loaded and the reading. */
    private Supplier<StateSnapshot> begunAnewBefore(Supplier<StateSnapshot> snapshot) {
        beginAnew();
        return snapshot;
    }

    private Reading reading() {
        return new Reading(state, plan, new Horizons(plan, TIMES, state, NOW, NOW));
    }

    private void beginAnew() {
        state.write(Durability.SYNCED, write -> {
            write.forgetLoads(state.source("payments").orElseThrow(), Set.of());
            return write.size();
        });
    }

    private static AsofException damaged() {
        return new AsofException(ErrorCode.CORRUPT_DATA, "a block is missing");
    }

    private static void assertFailsWith(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
