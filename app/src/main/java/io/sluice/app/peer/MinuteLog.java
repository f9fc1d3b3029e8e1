package io.sluice.app.peer;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * A log for what strangers can bring about as often as they like: of each topic the first few lines at once, then once a minute how
 * many more there were. What is passed over can be had at level debug.
 *
 * <p>Safe on any thread.
 */
public final class MinuteLog {

    /** Topics told apart at most; all further ones are one. */
    static final int MAX_TOPICS = 100;
    static final int MAX_LENGTH = 500;

    private static final String OTHERS = "(others)";
    private static final long MINUTE = 60;

    /** What was said of one topic in this minute. */
    private static final class Topic {
        private Level level = Level.INFO;
        private int said;
        private long more;
        private String newest = "";
    }

    private final Logger log;
    private final ScheduledExecutorService loop;
    private final int atOnce;
    private final Map<String, Topic> topics = new HashMap<>();

    /**
     * @param loop tells when a minute is over
     * @param atOnce lines of one topic that are written at once
     */
    public MinuteLog(Logger log, ScheduledExecutorService loop, int atOnce) {
        this.log = log;
        this.loop = loop;
        this.atOnce = atOnce;
    }

    /**
     * Writes a sentence, unless enough was written of this topic lately.
     *
     * @param topic what counts as the same
     */
    public void say(Level level, String topic, String sentence) {
        String line = sentence.length() <= MAX_LENGTH ? sentence : sentence.substring(0, MAX_LENGTH) + "...";
        boolean timely = level.toInt() > Level.DEBUG.toInt() && isTimely(level, topic, line);
        log.atLevel(timely ? level : Level.DEBUG).log(line);
    }

    private synchronized boolean isTimely(Level level, String name, String line) {
        String key = topics.containsKey(name) || topics.size() < MAX_TOPICS ? name : OTHERS;
        Topic topic = topics.get(key);
        if (topic == null) {
            topic = new Topic();
            topics.put(key, topic);
            afterAMinute(key);
        }
        topic.level = level;
        if (topic.said < atOnce) {
            topic.said++;
            return true;
        }
        topic.more++;
        topic.newest = line;
        return false;
    }

    private void afterAMinute(String key) {
        try {
            loop.schedule(() -> sumUp(key), MINUTE, TimeUnit.SECONDS);
        } catch (RejectedExecutionException end) {
            log.debug("the program ends: nothing will be summed up any more", end);
        }
    }

    private synchronized void sumUp(String key) {
        Topic topic = topics.get(key);
        if (topic == null || topic.more == 0) {
            topics.remove(key);
            return;
        }
        log.atLevel(topic.level).log("{} more like this in the last minute, the newest: {}", topic.more, topic.newest);
        topic.more = 0;
        afterAMinute(key);
    }
}
