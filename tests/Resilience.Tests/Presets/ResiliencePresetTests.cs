using System.Globalization;
using Microsoft.Extensions.Time.Testing;

namespace Resilience.Presets;

public sealed class ResiliencePresetTests
{
    public static TheoryData<string> Names => [.. ResiliencePreset.All.Select(static preset => preset.Name)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_table_in_the_docs_has_all_presets() =>
        PresetTable.Read().Keys.Should().Equal(ResiliencePreset.All.Select(static preset => preset.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_table_in_the_docs_tells_the_numbers_of_the_code(string name)
    {
        StandardPipelineOptions options = ResiliencePreset.Find(name)!.CreateOptions();
        Dictionary<string, string> told = PresetTable.Read()[name];

        Dictionary<string, string> real = new()
        {
            ["timeout of the whole call"] = Text(options.Timeout!.Timeout),
            ["timeout of an attempt"] = Text(options.AttemptTimeout!.Timeout),
            ["attempts"] = Text(options.Retry!.MaxAttempts),
            ["first delay"] = Text(options.Retry.Backoff.BaseDelay),
            ["longest delay"] = Text(options.Retry.Backoff.Ceiling),
            ["breaker opens at"] = Text(options.CircuitBreaker!.FailureRatio!.Value),
            ["of calls, at least"] = Text(options.CircuitBreaker.MinimumCalls),
            ["within"] = Text(options.CircuitBreaker.Window.Duration!.Value),
            ["first break"] = Text(options.CircuitBreaker.BreakDuration),
            ["longest break"] = Text(options.CircuitBreaker.MaxBreakDuration),
            ["probes at a time"] = Text(options.CircuitBreaker.Probes),
            ["successes to close"] = Text(options.CircuitBreaker.SuccessesToClose),
            ["calls at once"] = Text(options.Bulkhead!.PermitLimit),
            ["calls that wait"] = Text(options.Bulkhead.QueueLimit),
            ["for at most"] = Text(options.Bulkhead.QueueTimeout),
        };
        told.Where(row => real.ContainsKey(row.Key)).Should().BeEquivalentTo(real);
        string budget = $"{double.Parse(told["retries per call"], CultureInfo.InvariantCulture) * 100:0.##} % of calls + "
            + $"{told["and so many more"]} per {(told["in"] == "60 s" ? "1 min" : told["in"])}";
        options.Retry.Budget!.ToString().Replace("60 s", "1 min", StringComparison.Ordinal).Should().Be(budget);
        told.Should().HaveCount(real.Count + 3, "every row of the table is compared");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_preset_makes_a_valid_pipeline_without_hazards(string name)
    {
        ResiliencePreset preset = ResiliencePreset.Find(name)!;

        ResiliencePipeline untyped = ResiliencePipeline.Create(preset, "calls");
        var typed = ResiliencePipeline<int>.Create(preset, "calls");

        untyped.Hazards.Should().BeEmpty();
        typed.ToString().Should().Be(untyped.ToString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Two_attempts_that_hang_leave_time_for_one_that_answers(string name)
    {
        StandardPipelineOptions options = ResiliencePreset.Find(name)!.CreateOptions();
        Backoff backoff = options.Retry!.Backoff;
        TimeSpan delays = backoff.GetDelay(1, TimeSpan.Zero, 0.999) + backoff.GetDelay(2, backoff.BaseDelay, 0.999);

        (2 * options.AttemptTimeout!.Timeout + delays).Should().BeLessThan(options.Timeout!.Timeout);
    }

    [Fact]
    public void Presets_mean_what_their_names_say()
    {
        StandardPipelineOptions aggressive = ResiliencePreset.Aggressive.CreateOptions();
        StandardPipelineOptions balanced = ResiliencePreset.Balanced.CreateOptions();
        StandardPipelineOptions conservative = ResiliencePreset.Conservative.CreateOptions();
        StandardPipelineOptions critical = ResiliencePreset.Critical.CreateOptions();

        StandardPipelineOptions[] rising = [conservative, balanced, aggressive, critical];
        rising.Select(static options => options.Retry!.MaxAttempts).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        rising.Select(static options => options.Timeout!.Timeout).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        rising.Select(static options => options.CircuitBreaker!.FailureRatio).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    [Fact]
    public void Balanced_is_the_standard_pipeline_with_a_retry_budget()
    {
        string balanced = ResiliencePipeline.Create(ResiliencePreset.Balanced, "x").ToString();

        balanced.Replace($", budget {new RetryBudget()}", "", StringComparison.Ordinal).Should().Be(ResiliencePipeline.Create("x").ToString());
        balanced.Should().Contain("budget");
    }

    [Fact]
    public void A_preset_of_ones_own_changes_what_it_is_based_on()
    {
        ResiliencePreset first = new("first", static options => options.Retry!.MaxAttempts = 9) { BasedOn = ResiliencePreset.Llm };
        ResiliencePreset second = new("second", static options => options.Bulkhead = null) { BasedOn = first };

        StandardPipelineOptions options = second.CreateOptions();

        options.Retry!.MaxAttempts.Should().Be(9);
        options.Bulkhead.Should().BeNull();
        options.AttemptTimeout!.Timeout.Should().Be(TimeSpan.FromMinutes(1));
        second.ToString().Should().Be("second (based on first (based on Llm))");
    }

    [Fact]
    public void A_preset_is_based_on_Balanced_or_on_nothing()
    {
        new ResiliencePreset("mine").BasedOn.Should().BeSameAs(ResiliencePreset.Balanced);
        new ResiliencePreset("bare") { BasedOn = null }.CreateOptions().Retry!.Budget.Should().BeNull();
        FluentActions.Invoking(static () => new ResiliencePreset(" ")).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void What_a_preset_makes_is_nobody_elses()
    {
        StandardPipelineOptions mine = ResiliencePreset.Http.CreateOptions();
        mine.Retry!.MaxAttempts = 1;
        mine.Timeout!.Timeout = TimeSpan.FromSeconds(1);
        mine.AttemptTimeout!.Timeout = TimeSpan.FromSeconds(1);

        StandardPipelineOptions next = ResiliencePreset.Http.CreateOptions();

        next.Retry!.MaxAttempts.Should().Be(3);
        next.Timeout!.Timeout.Should().Be(TimeSpan.FromSeconds(30));
        next.AttemptTimeout!.Timeout.Should().Be(TimeSpan.FromSeconds(10));
        next.Retry.Budget.Should().NotBeSameAs(mine.Retry.Budget);
    }

    [Fact]
    public void Presets_are_found_by_name_whatever_the_case()
    {
        ResiliencePreset.Find("cRITICAL").Should().BeSameAs(ResiliencePreset.Critical);
        ResiliencePreset.Find("unknown").Should().BeNull();
    }

    [Fact]
    public async Task A_budget_bounds_the_retries_on_the_clock_of_the_pipeline()
    {
        var clock = new FakeTimeProvider();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddStandard(ResiliencePreset.Conservative, static options =>
            {
                options.Retry!.Backoff = Backoff.None;
                options.CircuitBreaker = null;
            })
            .Build();

        int attempts = 0;
        for (int call = 0; call < 20; call++)
            await pipeline.ExecuteOutcomeAsync(_ => Fail(), Token);
        int before = attempts;
        clock.Advance(TimeSpan.FromSeconds(20));
        await pipeline.ExecuteOutcomeAsync(_ => Fail(), Token);

        before.Should().Be(20 + 5 + 2, "the budget allows five and a tenth of the calls");
        (attempts - before).Should().Be(2);

        ValueTask<int> Fail()
        {
            attempts++;
            throw new TransientException();
        }
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(TimeSpan time) => time < TimeSpan.FromSeconds(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds} s");
}
