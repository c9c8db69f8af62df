using Microsoft.Extensions.Time.Testing;

namespace Resilience.Bulkheads;

/// <summary>A bulkhead on a clock that is moved by hand, and calls that wait for it and are answered at once.</summary>
internal sealed class Queueing
{
    public Queueing(int permits, int queue, Action<BulkheadOptions>? configure = null)
    {
        var options = new BulkheadOptions { PermitLimit = permits, QueueLimit = queue, QueueTimeout = TimeSpan.FromSeconds(10) };
        configure?.Invoke(options);
        Bulkhead = new Bulkhead(options, Clock);
    }

    public FakeTimeProvider Clock { get; } = new();

    public Bulkhead Bulkhead { get; }

    public BulkheadSnapshot Now => Bulkhead.Snapshot();

    /// <summary>Takes every permit that there is.</summary>
    public Queueing Fill()
    {
        int free = Bulkhead.PermitLimit - Now.InFlight;
        for (int i = 0; i < free; i++)
            Bulkhead.TryEnter(out _).Should().BeTrue();
        return this;
    }

    public WaitingCall Wait(BulkheadPriority priority = BulkheadPriority.Normal, TimeSpan? patience = null) =>
        Bulkhead.StartWaiting(
            CallQueue.LevelOf(priority), patience ?? Bulkhead.QueueTimeout, TestContext.Current.CancellationToken);

    public void Advance(double seconds) => Clock.Advance(TimeSpan.FromSeconds(seconds));
}
