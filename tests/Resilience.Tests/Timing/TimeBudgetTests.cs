using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Resilience;

public sealed class TimeBudgetTests
{
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Each_step_gets_its_share()
    {
        TimeBudget budget = new(_minute, [0.3, 0.7], _time);
        budget.GetShare(0).Should().Be(TimeSpan.FromSeconds(18));

        _time.Advance(TimeSpan.FromSeconds(18));

        budget.GetShare(0).Should().Be(TimeSpan.Zero);
        budget.GetShare(1).Should().Be(TimeSpan.FromSeconds(42));
        budget.Remaining.Should().Be(TimeSpan.FromSeconds(42));
    }

    [Fact]
    public void What_an_earlier_step_leaves_over_goes_to_the_later_ones()
    {
        TimeBudget budget = new(_minute, [0.3, 0.7], _time);

        _time.Advance(TimeSpan.FromSeconds(5));

        budget.GetShare(1).Should().Be(TimeSpan.FromSeconds(55));
    }

    [Fact]
    public void What_an_earlier_step_overdraws_is_taken_from_the_later_ones()
    {
        TimeBudget budget = new(_minute, [0.3, 0.3, 0.4], _time);

        _time.Advance(TimeSpan.FromSeconds(40));

        budget.GetShare(1).Should().Be(TimeSpan.Zero);
        budget.GetShare(2).Should().Be(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_share_that_is_asked_for_again_has_shrunk_by_the_time_passed()
    {
        TimeBudget budget = new(_minute, [0.5, 0.5], _time);

        _time.Advance(TimeSpan.FromSeconds(10));

        budget.GetShare(0).Should().Be(TimeSpan.FromSeconds(20));
        budget.Elapsed.Should().Be(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void What_is_not_assigned_is_nobodys_share()
    {
        TimeBudget budget = new(_minute, [0.5, 0.4], _time);

        budget.GetShare(1).Should().Be(TimeSpan.FromSeconds(54));
        budget.Remaining.Should().Be(_minute);
    }

    [Fact]
    public void Shares_that_miss_one_by_a_rounding_error_are_the_whole() =>
        new TimeBudget(_minute, [0.1, 0.2, 0.7], _time).GetShare(2).Should().Be(_minute);

    [Fact]
    public void An_exhausted_budget_stays_at_zero()
    {
        TimeBudget budget = new(_minute, [1], _time);
        budget.IsExhausted.Should().BeFalse();

        _time.Advance(TimeSpan.FromHours(1));

        budget.IsExhausted.Should().BeTrue();
        budget.Remaining.Should().Be(TimeSpan.Zero);
        budget.GetShare(0).Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void Without_a_clock_the_system_runs_it() =>
        new TimeBudget(_minute, [1]).Remaining.Should().BePositive().And.BeLessThanOrEqualTo(_minute);

    [Fact]
    public void Shares_are_never_negative_never_shrink_with_their_index_and_never_exceed_what_remains() =>
        Gen.Select(Gen.Double[0.001, 1].Array[1, 8], Gen.Long[1, TimeSpan.TicksPerDay], Gen.Long[0, TimeSpan.TicksPerDay])
            .Sample((weights, total, passed) =>
            {
                FakeTimeProvider time = new();
                double sum = weights.Sum();
                TimeBudget budget = new(new(total), [.. weights.Select(weight => weight / sum)], time);
                time.Advance(new(passed));
                TimeSpan[] shares = [.. Enumerable.Range(0, weights.Length).Select(budget.GetShare)];
                return shares.All(share => share >= TimeSpan.Zero && share <= budget.Remaining)
                    && shares.SequenceEqual(shares.Order())
                    && shares[^1] == budget.Remaining;
            });

    [Fact]
    public void A_budget_describes_itself() => new TimeBudget(_minute, [0.3, 0.7]).ToString().Should().Be("1 min in shares of 30 %, 70 %");

    public static TheoryData<string, Action> Mistakes => new()
    {
        { "total", () => _ = new TimeBudget(TimeSpan.Zero, [1]) },
        { "total", () => _ = new TimeBudget(Timeout.InfiniteTimeSpan, [1]) },
        { "index", () => new TimeBudget(_minute, [1]).GetShare(1) },
        { "index", () => new TimeBudget(_minute, [1]).GetShare(-1) },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_with_its_range(string parameter, Action mistake) =>
        mistake.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(parameter).WithMessage($"{parameter} must be between *");

    [Theory]
    [InlineData(0.5, 0, "Each of the shares must be more than 0 % and at most 100 %, but one is 0 %.*")]
    [InlineData(0.5, -0.5, "Each of the shares must be more than 0 % and at most 100 %, but one is -50 %.*")]
    [InlineData(0.5, double.NaN, "Each of the shares must be *")]
    [InlineData(0.6, 0.6, "shares must be 100 % together at most, but are 120 %.*")]
    public void Shares_that_cannot_be_are_refused(double first, double second, string message) =>
        FluentActions.Invoking(() => new TimeBudget(_minute, [first, second])).Should()
            .Throw<ArgumentOutOfRangeException>().WithParameterName("shares").WithMessage(message);

    [Fact]
    public void A_budget_needs_a_share()
    {
        Action create = () => _ = new TimeBudget(_minute, []);

        create.Should().Throw<ArgumentException>().WithParameterName("shares");
    }
}
