using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Resilience.Statistics;

namespace Resilience;

public sealed class RetryBudgetTests
{
    private static readonly Gen<double> _ratio = Gen.Double[0, 1];
    private static readonly Gen<int> _minimum = Gen.Int[0, 5];

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_fifth_of_the_calls_and_ten_more_may_be_retried()
    {
        RetryBudget budget = new(null, _time);
        Call(budget, 100);

        Acquire(budget, 100).Should().Be(30);
        budget.Snapshot().Should().Be(new RetryBudgetSnapshot(100, 30, 70, 30, 100, 30, 70));
    }

    [Fact]
    public void Without_a_minimum_nothing_is_retried_before_there_are_calls()
    {
        RetryBudget budget = new(new() { MinimumPerWindow = 0 }, _time);
        budget.TryAcquire().Should().BeFalse();

        Call(budget, 5);

        Acquire(budget, 5).Should().Be(1);
    }

    [Theory]
    [InlineData(0.29, 29)]
    [InlineData(0.07, 7)]
    [InlineData(0, 0)]
    [InlineData(1, 100)]
    public void The_ratio_is_not_lost_in_binary_fractions(double ratio, int expected)
    {
        RetryBudget budget = new(new() { Ratio = ratio, MinimumPerWindow = 0 }, _time);
        Call(budget, 100);

        Acquire(budget, 200).Should().Be(expected);
    }

    [Fact]
    public void Calls_leave_with_the_window_and_retries_one_bucket_later()
    {
        RetryBudget budget = new(null, _time);
        Call(budget, 100);
        Acquire(budget, 30).Should().Be(30);

        _time.Advance(TimeSpan.FromSeconds(10));
        budget.Snapshot().Should().Be(new RetryBudgetSnapshot(0, 30, 0, 10, 100, 30, 0));
        budget.TryAcquire().Should().BeFalse();

        _time.Advance(TimeSpan.FromSeconds(1));
        Acquire(budget, 20).Should().Be(10);
    }

    [Fact]
    public void After_a_long_silence_old_calls_give_no_credit()
    {
        RetryBudget budget = new(new() { MinimumPerWindow = 0 }, _time);
        Call(budget, 100_000);

        _time.Advance(TimeSpan.FromHours(3));

        budget.TryAcquire().Should().BeFalse();
        budget.Snapshot().TotalCalls.Should().Be(100_000);
    }

    [Fact]
    public void Calls_that_nobody_looked_at_count_with_their_average_rate()
    {
        RetryBudget budget = new(new() { MinimumPerWindow = 0 }, _time);
        Call(budget, 60); // too few to be looked at by themselves

        _time.Advance(TimeSpan.FromSeconds(19));

        budget.Snapshot().Calls.Should().Be(30);
    }

    [Fact]
    public void Looked_at_all_the_time_the_budget_decides_like_the_model() =>
        Gen.Select(_ratio, _minimum, Gen.Select(Gen.Int[0, 2], Gen.Int[0, 1500]).List[1, 300]).Sample((ratio, minimum, steps) =>
        {
            FakeTimeProvider time = new();
            RetryBudget budget = new(new() { Ratio = ratio, MinimumPerWindow = minimum, Window = TimeSpan.FromSeconds(5) }, time);
            RetryBudgetModel model = new(ratio, minimum, bucketLength: 500);
            foreach ((int step, int milliseconds) in steps)
            {
                if (!Agrees(budget, model, time, step, milliseconds))
                {
                    return false;
                }

                budget.Snapshot();
            }

            return true;
        });

    [Fact]
    public void Looked_at_rarely_no_grant_exceeds_the_limit_of_the_window_before_it_by_more_than_64_calls_worth() =>
        Gen.Select(_ratio, _minimum, Gen.Select(Gen.Int[0, 2], Gen.Int[0, 1500], Gen.Int[1, 100]).List[1, 200])
            .Sample((ratio, minimum, steps) =>
            {
                FakeTimeProvider time = new();
                RetryBudget budget = new(new() { Ratio = ratio, MinimumPerWindow = minimum, Window = TimeSpan.FromSeconds(5) }, time);
                RetryBudgetModel model = new(ratio, minimum, bucketLength: 500);
                foreach ((int step, int milliseconds, int repeat) in steps)
                {
                    for (int i = 0; i < (step == 2 ? 1 : repeat); i++)
                    {
                        if (Apply(budget, model, time, step, milliseconds) == true && model.Excess(uncertainCalls: 64) > 0)
                        {
                            return false;
                        }
                    }
                }

                return true;
            });

    [Fact]
    public async Task However_many_ask_at_once_no_more_are_granted_than_the_limit()
    {
        const int threads = 8;
        RetryBudget budget = new(new() { MinimumPerWindow = 7 }, _time);
        Call(budget, 500);
        using Barrier start = new(threads);

        int[] granted = await Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return Acquire(budget, 1_000);
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        granted.Sum().Should().Be(107);
        budget.Snapshot().Should().Be(new RetryBudgetSnapshot(500, 107, 7_893, 107, 500, 107, 7_893));
    }

    [Fact]
    public async Task While_calls_come_in_from_everywhere_the_limit_holds_and_no_call_is_lost()
    {
        const int threads = 4, rounds = 20_000;
        RetryBudget budget = new(null, _time);

        int[] granted = await Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Run(
            () =>
            {
                int mine = 0;
                for (int i = 0; i < rounds; i++)
                {
                    budget.RecordCall();
                    mine += budget.TryAcquire() ? 1 : 0;
                }

                return mine;
            },
            TestContext.Current.CancellationToken)));

        RetryBudgetSnapshot snapshot = budget.Snapshot();
        snapshot.Calls.Should().Be(threads * rounds);
        snapshot.Granted.Should().Be(granted.Sum()).And.BeLessThanOrEqualTo(snapshot.Limit);
        snapshot.Limit.Should().Be(10 + threads * rounds / 5);
        (snapshot.TotalGranted + snapshot.TotalRefused).Should().Be(threads * rounds);
    }

    [Fact]
    public void A_clock_that_goes_back_leaps_or_stands_still_neither_grants_too_much_nor_loses_calls()
    {
        Resilience.Timing.HandClock clock = new() { Now = TimeSpan.FromDays(2).Ticks };
        RetryBudget budget = new(new() { MinimumPerWindow = 2, Ratio = 0 }, clock);
        Acquire(budget, 10).Should().Be(2);

        clock.Now -= TimeSpan.FromDays(1).Ticks;
        Acquire(budget, 10).Should().Be(0, "what was granted stays granted");
        clock.Now += TimeSpan.FromDays(3_650).Ticks;
        Acquire(budget, 10).Should().Be(2);

        budget.Snapshot().TotalGranted.Should().Be(4);
    }

    [Fact]
    public void A_clock_that_throws_leaves_the_budget_as_it_was()
    {
        CircuitBreakers.FaultyClock clock = new();
        RetryBudget budget = new(new() { MinimumPerWindow = 2, Ratio = 0 }, clock);
        clock.Fails = true;

        budget.Invoking(static it => it.TryAcquire()).Should().Throw<TestException>();
        budget.Invoking(static it => it.Snapshot()).Should().Throw<TestException>();
        clock.Fails = false;

        Acquire(budget, 10).Should().Be(2);
    }

    [Fact]
    public void Recording_and_acquiring_allocate_nothing_under_the_system_clock()
    {
        RetryBudget budget = new();
        Call(budget, 100);
        Acquire(budget, 1);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Call(budget, 1_000);
        int granted = Acquire(budget, 5);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        granted.Should().Be(5);
        allocated.Should().Be(0);
    }

    [Fact]
    public void Later_changes_of_the_options_change_nothing()
    {
        RetryBudgetOptions options = new() { MinimumPerWindow = 0 };
        RetryBudget budget = new(options, _time);

        options.MinimumPerWindow = 100;

        budget.TryAcquire().Should().BeFalse();
    }

    [Fact]
    public void A_budget_describes_itself() => new RetryBudget().ToString().Should().Be("20 % of calls + 10 per 10 s");

    public static TheoryData<string, RetryBudgetOptions> Mistakes => new()
    {
        { "options.Ratio", new() { Ratio = -0.1 } },
        { "options.Ratio", new() { Ratio = 1.1 } },
        { "options.Ratio", new() { Ratio = double.NaN } },
        { "options.MinimumPerWindow", new() { MinimumPerWindow = -1 } },
        { "options.MinimumPerWindow", new() { MinimumPerWindow = 1_000_001 } },
        { "options.Window", new() { Window = TimeSpan.FromMilliseconds(999) } },
        { "options.Window", new() { Window = TimeSpan.FromDays(1) } },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_with_its_range(string parameter, RetryBudgetOptions options) =>
        FluentActions.Invoking(() => new RetryBudget(options)).Should().Throw<ArgumentOutOfRangeException>()
            .WithParameterName(parameter).WithMessage($"{parameter} must be between *");

    private static bool Agrees(RetryBudget budget, RetryBudgetModel model, FakeTimeProvider time, int step, int milliseconds)
    {
        bool expected = model.Allows();
        return Apply(budget, model, time, step, milliseconds) is not { } granted || granted == expected;
    }

    /// <summary>0 calls, 1 asks for a retry, 2 lets time pass. Returns the answer, if there was a question.</summary>
    private static bool? Apply(RetryBudget budget, RetryBudgetModel model, FakeTimeProvider time, int step, int milliseconds)
    {
        switch (step)
        {
            case 0:
                budget.RecordCall();
                model.RecordCall();
                return null;
            case 1:
                bool granted = budget.TryAcquire();
                if (granted)
                {
                    model.RecordGrant();
                }

                return granted;
            default:
                time.Advance(TimeSpan.FromMilliseconds(milliseconds));
                model.Advance(milliseconds);
                return null;
        }
    }

    private static void Call(RetryBudget budget, int count)
    {
        for (int i = 0; i < count; i++)
        {
            budget.RecordCall();
        }
    }

    private static int Acquire(RetryBudget budget, int count)
    {
        int granted = 0;
        for (int i = 0; i < count; i++)
        {
            granted += budget.TryAcquire() ? 1 : 0;
        }

        return granted;
    }
}
