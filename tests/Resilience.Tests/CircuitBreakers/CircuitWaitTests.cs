using System.Runtime.CompilerServices;

namespace Resilience.CircuitBreakers;

/// <summary>Waiting for a circuit to close.</summary>
public sealed class CircuitWaitTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_wait_and_all_are_told_once_it_closes()
    {
        Circuit circuit = Circuit.Touchy();
        circuit.Fail();
        Task[] waits = [.. Enumerable.Range(0, 1_000).Select(_ => circuit.Breaker.WaitForCloseAsync(Token))];

        circuit.Advance(30);
        CircuitPermit probe = circuit.Enter();
        waits.Should().OnlyContain(static wait => !wait.IsCompleted, "half-open is not closed");
        probe.Succeed();

        await Task.WhenAll(waits).WaitAsync(_patience, Token);
    }

    [Theory]
    [InlineData("Reset")]
    [InlineData("Disable")]
    [InlineData("MetricsOnly")]
    public async Task Whoever_waits_is_told_when_calls_may_pass_for_whatever_reason(string action)
    {
        Circuit circuit = Circuit.Touchy();
        circuit.Fail();
        Task wait = circuit.Breaker.WaitForCloseAsync(Token);

        if (action == "Reset")
            circuit.Breaker.Reset();
        else if (action == "Disable")
            circuit.Breaker.Disable();
        else
            circuit.Breaker.UseMetricsOnly();

        await wait.WaitAsync(_patience, Token);
    }

    [Fact]
    public async Task A_hold_makes_everybody_wait_and_its_end_does_not_close_an_open_circuit()
    {
        Circuit circuit = Circuit.Touchy();
        IDisposable hold = circuit.Breaker.Isolate("operator");
        Task wait = circuit.Breaker.WaitForCloseAsync(Token);
        circuit.Breaker.Trip();
        hold.Dispose();

        wait.IsCompleted.Should().BeFalse("the circuit is open");
        circuit.Breaker.Reset();
        await wait.WaitAsync(_patience, Token);
    }

    [Fact]
    public async Task One_who_cancels_leaves_the_others_waiting()
    {
        Circuit circuit = Circuit.Touchy();
        circuit.Fail();
        using var source = new CancellationTokenSource();
        Task cancelled = circuit.Breaker.WaitForCloseAsync(source.Token);
        Task waiting = circuit.Breaker.WaitForCloseAsync(Token);

        await source.CancelAsync();
        await cancelled.Awaiting(static task => task).Should().ThrowAsync<OperationCanceledException>();
        waiting.IsCompleted.Should().BeFalse();
        circuit.Breaker.Reset();

        await waiting.WaitAsync(_patience, Token);
    }

    [Fact]
    public async Task A_source_that_is_disposed_of_while_somebody_waits_changes_nothing()
    {
        Circuit circuit = Circuit.Touchy();
        circuit.Fail();
        var source = new CancellationTokenSource();
        Task wait = circuit.Breaker.WaitForCloseAsync(source.Token);
        source.Dispose();

        circuit.Breaker.Reset();

        await wait.WaitAsync(_patience, Token);
    }

    [Fact]
    public void A_token_that_is_cancelled_already_ends_the_wait_unless_there_is_nothing_to_wait_for()
    {
        Circuit circuit = Circuit.Touchy();
        var cancelled = new CancellationToken(canceled: true);

        circuit.Breaker.WaitForCloseAsync(cancelled).IsCompletedSuccessfully.Should().BeTrue();
        circuit.Fail();

        circuit.Breaker.WaitForCloseAsync(cancelled).IsCanceled.Should().BeTrue();
    }

    [Fact]
    public async Task What_goes_on_after_the_wait_does_not_run_on_the_thread_that_closes_it()
    {
        Circuit circuit = Circuit.Touchy();
        circuit.Fail();
        var blocked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task after = circuit.Breaker.WaitForCloseAsync(Token).ContinueWith(
            _ => blocked.Task.Wait(_patience).Should().BeTrue("inside of the breaker this would wait for itself"),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);

        circuit.Breaker.Reset();
        blocked.SetResult();

        await after;
        circuit.State.Should().Be(CircuitState.Closed);
    }

    [Fact]
    public void Those_who_cancelled_leave_nothing_behind()
    {
        Circuit circuit = Circuit.Touchy();
        circuit.Fail();
        using var keeping = new CancellationTokenSource();
        Task waiting = circuit.Breaker.WaitForCloseAsync(keeping.Token);

        WeakReference[] waits = CancelOften(circuit.Breaker, 100);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        waits.Should().OnlyContain(static wait => !wait.IsAlive);
        waiting.IsCompleted.Should().BeFalse();
        GC.KeepAlive(circuit);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] CancelOften(CircuitBreaker breaker, int times)
    {
        var waits = new WeakReference[times];
        for (int i = 0; i < times; i++)
        {
            using var source = new CancellationTokenSource();
            Task wait = breaker.WaitForCloseAsync(source.Token);
            source.Cancel();
            wait.IsCanceled.Should().BeTrue();
            waits[i] = new WeakReference(wait);
        }

        return waits;
    }
}
