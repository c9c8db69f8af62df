namespace Resilience;

/// <summary>Gives alerts to a delegate.</summary>
/// <param name="callback">The delegate: as quick and thread-safe as any <see cref="IAlertSink"/>.</param>
public sealed class CallbackAlertSink(Action<Alert> callback) : IAlertSink
{
    private readonly Action<Alert> _callback = callback ?? throw new ArgumentNullException(nameof(callback));

    /// <inheritdoc />
    public void Send(Alert alert) => _callback(alert);
}
