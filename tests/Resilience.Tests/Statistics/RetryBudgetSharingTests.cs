using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Resilience.Statistics;

/// <summary>One budget in several pipelines, whose retries sleep before they run: what sleeps has been spent.</summary>
public sealed class RetryBudgetSharingTests
{
    private const int Minimum = 2;
    private const double Ratio = 0.5;

    private static readonly TimeSpan _bucket = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _delay = TimeSpan.FromMilliseconds(700);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Retries_that_sleep_have_been_spent()
    {
        var clock = new FakeTimeProvider();
        var budget = new RetryBudget(new() { Ratio = 0, MinimumPerWindow = 3, Window = TimeSpan.FromMinutes(10) }, clock);
        ResiliencePipeline[] pipelines = Pipelines(budget, clock, TimeSpan.FromMinutes(5));

        Task<Outcome<int>>[] calls = [.. Enumerable.Range(0, 10).Select(i => Fail(pipelines[i % pipelines.Length]))];

        calls.Count(static call => call.IsCompleted).Should().Be(7, "three sleep, and nobody else may");
        clock.Advance(TimeSpan.FromMinutes(5));
        await Task.WhenAll(calls);
        budget.Snapshot().TotalGranted.Should().Be(3);
        budget.Snapshot().TotalRefused.Should().Be(10, "each call that slept asked once more");
    }

    [Fact]
    public async Task Sleepers_that_are_cancelled_give_nothing_back()
    {
        // A retry that was granted was load that might have been; to give it back would let cancelling callers ask for ever.
        var clock = new FakeTimeProvider();
        var budget = new RetryBudget(new() { Ratio = 0, MinimumPerWindow = 1, Window = TimeSpan.FromMinutes(10) }, clock);
        ResiliencePipeline pipeline = Pipelines(budget, clock, TimeSpan.FromMinutes(5))[0];
        using var caller = new CancellationTokenSource();
        Task<Outcome<int>> sleeper = pipeline.ExecuteOutcomeAsync(static _ => ValueTask.FromException<int>(new IOException()), caller.Token)
            .AsTask();

        await caller.CancelAsync();

        (await sleeper).IsCancelled.Should().BeTrue();
        budget.TryAcquire().Should().BeFalse();
    }

    [Fact]
    public void Shared_by_calls_that_sleep_the_budget_decides_like_the_model() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 2]).List[1, 60].Sample(
            steps =>
            {
                var clock = new FakeTimeProvider();
                var budget = new RetryBudget(new() { Ratio = Ratio, MinimumPerWindow = Minimum, Window = 10 * _bucket }, clock);
                var model = new RetryBudgetModel(Ratio, Minimum, (int)_bucket.TotalMilliseconds);
                var crowd = new Crowd(model);
                ResiliencePipeline[] pipelines = Pipelines(budget, clock, _delay);
                foreach ((int step, int number) in steps)
                {
                    if (step == 0)
                        crowd.Advance(clock);
                    else
                        crowd.Call(pipelines[number]);
                    RetryBudgetSnapshot seen = budget.Snapshot();
                    if ((seen.TotalGranted, seen.TotalRefused) != (crowd.Granted, crowd.Refused))
                        throw new InvalidOperationException($"{seen}, not {crowd.Granted} granted and {crowd.Refused} refused");
                }
            },
            threads: 1);

    private static ResiliencePipeline[] Pipelines(RetryBudget budget, TimeProvider clock, TimeSpan delay) =>
    [
        .. Enumerable.Range(0, 3).Select(number => new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new() { Name = $"retry {number}", MaxAttempts = 10, Backoff = Backoff.Constant(delay), Budget = budget }).Build()),
    ];

    private static Task<Outcome<int>> Fail(ResiliencePipeline pipeline) =>
        pipeline.ExecuteOutcomeAsync(static _ => ValueTask.FromException<int>(new IOException()), Token).AsTask();

    /// <summary>Calls that always fail, and the model of which of them may sleep.</summary>
    private sealed class Crowd(RetryBudgetModel model)
    {
        private readonly List<(Task Call, long Wakes)> _sleepers = [];
        private readonly List<Task> _calls = [];

        public long Granted { get; private set; }

        public long Refused { get; private set; }

        public void Call(ResiliencePipeline pipeline)
        {
            model.RecordCall();
            Task call = Fail(pipeline);
            _calls.Add(call);
            Ask(call);
        }

        /// <summary>Time passes until the next wakes; all that wake together ask again.</summary>
        public void Advance(FakeTimeProvider clock)
        {
            long next = _sleepers.Count == 0 ? model.Now + 900 : _sleepers.Min(static sleeper => sleeper.Wakes);
            clock.Advance(TimeSpan.FromMilliseconds(next - model.Now));
            model.Advance(next - model.Now);
            Task[] woken = [.. _sleepers.Where(sleeper => sleeper.Wakes == next).Select(static sleeper => sleeper.Call)];
            _sleepers.RemoveAll(sleeper => sleeper.Wakes == next);
            foreach (Task call in woken)
                Ask(call);
        }

        private void Ask(Task call)
        {
            if (!model.Allows())
            {
                Refused++;
                return;
            }

            Granted++;
            model.RecordGrant();
            _sleepers.Add((call, model.Now + (long)_delay.TotalMilliseconds));
        }
    }
}
