namespace Resilience;

/// <summary>Takes alerts to somebody.</summary>
public interface IAlertSink
{
    /// <summary>
    /// Takes an alert. It is called on the thread on which the alert came up, in a run or a call, never under a lock: it must be quick and
    /// thread-safe, and leave to others what takes time. What it throws is logged and goes no further.
    /// </summary>
    /// <param name="alert">The alert.</param>
    void Send(Alert alert);
}
