namespace Resilience.Telemetry;

/// <summary>
/// The pipelines that a component is part of, so that what happens to the component is told to the listeners of each. A component may
/// outlive its pipelines, so it does not keep them alive.
/// </summary>
internal sealed class Audience
{
    private readonly Lock _gate = new();
    private WeakReference<PipelineTelemetry>[] _pipelines = [];

    /// <summary>Adds a pipeline, and forgets those that are gone.</summary>
    public void Add(PipelineTelemetry pipeline)
    {
        lock (_gate)
            _pipelines = [.. _pipelines.Where(static known => known.TryGetTarget(out _)), new(pipeline)];
    }

    /// <summary>Whether an event of this kind would reach anybody.</summary>
    public bool Hears(ResilienceEventKind kind)
    {
        foreach (WeakReference<PipelineTelemetry> known in Volatile.Read(ref _pipelines))
        {
            if (known.TryGetTarget(out PipelineTelemetry? pipeline) && pipeline.Hears(kind))
                return true;
        }

        return false;
    }

    /// <summary>Tells every pipeline. Not to be called under a lock: listeners are users' code.</summary>
    public void Tell(
        ResilienceEventKind kind,
        string component,
        TimeSpan duration = default,
        string? code = null,
        string? reason = null,
        Exception? exception = null)
    {
        foreach (WeakReference<PipelineTelemetry> known in Volatile.Read(ref _pipelines))
        {
            if (!known.TryGetTarget(out PipelineTelemetry? pipeline) || !pipeline.Hears(kind))
                continue;
            pipeline.Publish(new(kind, pipeline.PipelineName)
            {
                Strategy = component,
                Duration = duration,
                Code = code,
                Reason = reason,
                Exception = exception,
            });
        }
    }
}
