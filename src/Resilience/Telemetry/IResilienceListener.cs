namespace Resilience.Telemetry;

/// <summary>Receives the events of the pipelines it was added to.</summary>
public interface IResilienceListener
{
    /// <summary>
    /// Called on the thread on which the event happened, in the order in which events of one execution happen, never under a lock. Must
    /// be fast. An exception thrown here is logged and goes no further.
    /// </summary>
    /// <param name="resilienceEvent">What happened.</param>
    void OnEvent(in ResilienceEvent resilienceEvent);
}
