using Microsoft.Extensions.Time.Testing;
using Resilience.Timeouts;

namespace Resilience.Hedging;

/// <summary>The first attempt ends just when its delay has passed: one of the two has the say, and nothing is lost.</summary>
public sealed class LoneAttemptTests
{
    private const int Rounds = 4_000;

    private static readonly TimeSpan _delay = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_end_of_the_first_attempt_and_of_its_delay_at_once_make_one_outcome(bool fails)
    {
        var clock = new FakeTimeProvider();
        var inside = new Turnstile();
        ResiliencePipeline<Disposable> pipeline = new ResiliencePipelineBuilder<Disposable> { TimeProvider = clock }
            .AddHedging(new() { Delay = _delay }).AddStrategy(() => inside).Build();
        using var barrier = new Barrier(2);
        TaskCompletionSource<Disposable>? end = null;
        var results = new List<Disposable>();
        Task other = Task.Factory.StartNew(
            () =>
            {
                for (int i = 0; i < Rounds; i++)
                {
                    barrier.SignalAndWait(TestContext.Current.CancellationToken);
                    Spin(i % 50);
                    if (fails)
                        end!.SetException(new TransientException());
                    else
                        end!.SetResult(results[i]);
                    barrier.SignalAndWait(TestContext.Current.CancellationToken);
                }
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        int hedged = 0;
        for (int i = 0; i < Rounds; i++)
        {
            end = new TaskCompletionSource<Disposable>(TaskCreationOptions.RunContinuationsAsynchronously);
            // What a loser returns late is of its own round.
            Disposable first = new();
            Disposable second = new();
            Task<Disposable> firstEnd = end.Task;
            results.Add(first);
            int attempts = 0;
            Task<Disposable> call = pipeline.ExecuteAsync(
                async _ => Interlocked.Increment(ref attempts) == 1 ? await firstEnd : second, CancellationToken.None).AsTask();
            barrier.SignalAndWait(TestContext.Current.CancellationToken);
            Spin((i * 7) % 50);
            clock.Advance(_delay);
            barrier.SignalAndWait(TestContext.Current.CancellationToken);

            Disposable result = await call.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            (result == second || (result == first && !fails)).Should().BeTrue();
            await inside.EmptyAsync();
            hedged += attempts - 1;
            attempts.Should().BeLessThanOrEqualTo(2);
            result.Disposals.Should().Be(0);
        }

        await other;
        inside.Entered.Should().Be(inside.LeftOnes);
        hedged.Should().BePositive();
    }

    private static void Spin(int turns)
    {
        for (int i = 0; i < turns; i++)
            Thread.SpinWait(10);
    }
}
