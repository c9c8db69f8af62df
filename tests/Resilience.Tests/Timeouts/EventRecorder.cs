using System.Collections.Concurrent;
using Resilience.Telemetry;

namespace Resilience.Timeouts;

/// <summary>Keeps the events of a pipeline.</summary>
internal sealed class EventRecorder : IResilienceListener
{
    private readonly ConcurrentQueue<ResilienceEvent> _events = [];
    private readonly TaskCompletionSource<ResilienceEvent> _abandonedWorkEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IEnumerable<ResilienceEvent> Events => _events;

    /// <summary>The end of work that was left behind.</summary>
    public Task<ResilienceEvent> AbandonedWorkEnded => _abandonedWorkEnded.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public int Count(ResilienceEventKind kind) => _events.Count(happened => happened.Kind == kind);

    public void OnEvent(in ResilienceEvent resilienceEvent)
    {
        _events.Enqueue(resilienceEvent);
        if (resilienceEvent.Kind == ResilienceEventKind.AbandonedWorkEnded)
            _abandonedWorkEnded.TrySetResult(resilienceEvent);
    }
}
