package dev.asof.online.lookup;

import dev.asof.online.state.StateStore;
import org.jspecify.annotations.Nullable;

/**
 * Answers about entities that last, so that who asks again is told without a look at the state. An answer is given to a
 * question that asks about no earlier time than the one that it was made for, and knows and accepts no less, for as long as it lasts and
 * nothing was stored of the entity; then it is the answer that would be computed, in every bit. Thread-safe.
 *
 * <p>Whether something was stored is seen by the entity's {@linkplain StateStore#version version}: read before the state was when
 * the answer was computed, and after the bound of what is accepted when it is asked for. A write changes the version before it
 * publishes its acceptance, so that no question accepts an event which an answer lacks.
 */
final class AnswerCache {
    private static final int VERSION = 0;
    private static final int AS_OF = 1;
    private static final int UNTIL = 2;
    private static final int KNOWN_AT = 3;
    private static final int ACCEPTED_BY = 4;
    private static final int HEADER = 5 * Long.BYTES;

    private final StateStore state;
    private final RecentBytes kept;

    /** @param bytes how much memory answers may take beside the heap */
    AnswerCache(StateStore state, long bytes) {
        this.state = state;
        this.kept = new RecentBytes(bytes);
    }

    /** An entity in the part that it has in one plan. */
    record Subject(AskedEntity asked, byte[] key, long hash) {
        static Subject of(AskedEntity asked, byte[] key) {
            return new Subject(asked, key, StateStore.hash(asked.stored(), key));
        }
    }

    /** The version of the entity, to be read before the state is. */
    long version(Subject subject) {
        return state.version(subject.hash());
    }

    /**
     * The answers to a question; null if they are not known.
     *
     * @param times of the questions, none empty; what they accept was read before this is called
     */
    @Nullable
    PackedAnswers find(Subject subject, QuestionTimes times, int row) {
        byte[] found = kept.get(subject.hash(), subject.asked().number(), subject.key());
        if (found == null
                || PackedAnswers.longAt(found, VERSION * Long.BYTES) != version(subject)
                || times.asOf()[row] < PackedAnswers.longAt(found, AS_OF * Long.BYTES)
                || times.asOf()[row] > PackedAnswers.longAt(found, UNTIL * Long.BYTES)
                || times.knownAt()[row] < PackedAnswers.longAt(found, KNOWN_AT * Long.BYTES)
                || times.acceptedBy()[row] < PackedAnswers.longAt(found, ACCEPTED_BY * Long.BYTES)) {
            return null;
        }
        return new PackedAnswers(subject.asked().layout(), found, HEADER);
    }

    /**
     * Keeps the answers to a question.
     *
     * @param version of the entity, read before the state was
     * @param until how long they last
     */
    void keep(Subject subject, long version, QuestionTimes times, int row, long until, byte[] packed) {
        byte[] entry = new byte[HEADER + packed.length];
        PackedAnswers.putLong(entry, VERSION * Long.BYTES, version);
        PackedAnswers.putLong(entry, AS_OF * Long.BYTES, times.asOf()[row]);
        PackedAnswers.putLong(entry, UNTIL * Long.BYTES, until);
        PackedAnswers.putLong(entry, KNOWN_AT * Long.BYTES, times.knownAt()[row]);
        PackedAnswers.putLong(entry, ACCEPTED_BY * Long.BYTES, times.acceptedBy()[row]);
        System.arraycopy(packed, 0, entry, HEADER, packed.length);
        kept.put(subject.hash(), subject.asked().number(), subject.key(), entry);
    }
}
