package dev.darkroom.bench.chaos;

import dev.darkroom.sandbox.CallLog;
import java.util.List;
import java.util.function.Consumer;

/** Several observers as one. */
record Observers(List<Observer> all) implements Observer {

    @Override
    public void stored(StoredObject object) {
        tell(o -> o.stored(object));
    }

    @Override
    public void tagged(StoredObject object) {
        tell(o -> o.tagged(object));
    }

    @Override
    public void removed(StoredObject object) {
        tell(o -> o.removed(object));
    }

    @Override
    public void arrived(QueueMessage message) {
        tell(o -> o.arrived(message));
    }

    @Override
    public void received(QueueMessage message) {
        tell(o -> o.received(message));
    }

    @Override
    public void postponed(QueueMessage message) {
        tell(o -> o.postponed(message));
    }

    @Override
    public void left(QueueMessage message) {
        tell(o -> o.left(message));
    }

    @Override
    public void called(CallLog.Call call) {
        tell(o -> o.called(call));
    }

    private void tell(Consumer<Observer> news) {
        all.forEach(news);
    }
}
