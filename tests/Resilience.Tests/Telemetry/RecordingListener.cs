namespace Resilience.Telemetry;

/// <summary>Keeps the events it is told, in order.</summary>
public sealed class RecordingListener : IResilienceListener
{
    public List<ResilienceEvent> Events { get; } = [];

    public IEnumerable<ResilienceEventKind> Kinds => Events.Select(static told => told.Kind);

    public void OnEvent(in ResilienceEvent resilienceEvent) => Events.Add(resilienceEvent);
}
