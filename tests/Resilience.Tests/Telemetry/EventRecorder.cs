namespace Resilience.Telemetry;

/// <summary>Keeps the events it is told, in order.</summary>
public sealed class EventRecorder : IResilienceListener
{
    public List<ResilienceEvent> Events { get; } = [];

    public IEnumerable<ResilienceEventKind> Kinds => Events.Select(static told => told.Kind);

    public ResilienceEvent Only(ResilienceEventKind kind) => Events.Single(happened => happened.Kind == kind);

    public void OnEvent(in ResilienceEvent resilienceEvent) => Events.Add(resilienceEvent);
}
