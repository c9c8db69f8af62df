using Resilience.Telemetry;

namespace Resilience.Retries;

/// <summary>Writes down the events of a pipeline.</summary>
internal sealed class EventRecorder : IResilienceListener
{
    public List<ResilienceEvent> Events { get; } = [];

    public IEnumerable<ResilienceEventKind> Kinds => Events.Select(static happened => happened.Kind);

    public ResilienceEvent Single(ResilienceEventKind kind) => Events.Single(happened => happened.Kind == kind);

    public void OnEvent(in ResilienceEvent resilienceEvent) => Events.Add(resilienceEvent);
}
