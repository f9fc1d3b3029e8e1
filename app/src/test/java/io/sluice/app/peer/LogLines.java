package io.sluice.app.peer;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;

/** The lines that a logger of this name writes, as level and text. */
public final class LogLines implements AutoCloseable {

    private final Logger logger;
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    public LogLines(String name, Level level) {
        logger = (Logger) LoggerFactory.getLogger(name);
        logger.setLevel(level);
        logger.setAdditive(false);
        logger.addAppender(appender);
        appender.start();
    }

    public org.slf4j.Logger logger() {
        return logger;
    }

    public List<String> lines() {
        return appender.list.stream().map(event -> event.getLevel() + " " + event.getFormattedMessage()).toList();
    }

    /** What has been written is forgotten. */
    public void clear() {
        appender.list.clear();
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setAdditive(true);
        logger.setLevel(null);
    }
}
