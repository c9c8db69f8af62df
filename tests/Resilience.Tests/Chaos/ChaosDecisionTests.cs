namespace Resilience.Chaos;

/// <summary>Which attempts are hit.</summary>
public sealed class ChaosDecisionTests : IDisposable
{
    private readonly ChaosRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.01)]
    [InlineData(0.3)]
    [InlineData(0.97)]
    [InlineData(1.0)]
    public async Task The_share_of_attempts_that_are_hit_is_the_rate(double rate)
    {
        const int Calls = 20_000;
        bool[] hits = await _rig.HitsAsync(Pipeline(options => (options.Rate, options.Seed) = (rate, 42)), Calls);

        // Five standard deviations; with this seed it is always the same number.
        double slack = 5 * Math.Sqrt(rate * (1 - rate) * Calls);
        hits.Count(static hit => hit).Should().BeInRange((int)Math.Floor(rate * Calls - slack), (int)Math.Ceiling(rate * Calls + slack));
    }

    [Fact]
    public async Task Hits_do_not_follow_from_each_other()
    {
        bool[] hits = await _rig.HitsAsync(Pipeline(static options => (options.Rate, options.Seed) = (0.5, 1)), 20_000);

        int same = hits.Zip(hits.Skip(1)).Count(static pair => pair.First == pair.Second);
        same.Should().BeInRange(9_600, 10_400);
    }

    [Fact]
    public async Task The_same_seed_makes_the_same_decisions_and_another_seed_others()
    {
        bool[] first = await _rig.HitsAsync(Pipeline(static options => (options.Rate, options.Seed) = (0.5, 5)), 500);
        bool[] again = await _rig.HitsAsync(Pipeline(static options => (options.Rate, options.Seed) = (0.5, 5)), 500);
        bool[] other = await _rig.HitsAsync(Pipeline(static options => (options.Rate, options.Seed) = (0.5, 6)), 500);

        again.Should().Equal(first);
        other.Should().NotEqual(first);
        new[] { first.Count(static hit => hit), other.Count(static hit => hit) }.Should().OnlyContain(static hits => hits > 200 && hits < 300);
    }

    [Fact]
    public async Task Threads_that_share_a_seed_are_hit_as_often_as_one_alone()
    {
        const int Calls = 8_000;
        int alone = (await _rig.HitsAsync(Pipeline(static options => (options.Rate, options.Seed) = (0.2, 9)), Calls)).Count(static hit => hit);
        ResiliencePipeline shared = Pipeline(static options => (options.Rate, options.Seed) = (0.2, 9));
        int together = 0;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < Calls / 8; i++)
            {
                if (!(await shared.ExecuteOutcomeAsync(static _ => new ValueTask<int>(1), _rig.Bench.Caller)).IsSuccess)
                    Interlocked.Increment(ref together);
            }
        })));

        together.Should().Be(alone);
    }

    [Fact]
    public async Task Without_a_seed_decisions_are_random()
    {
        bool[] first = await _rig.HitsAsync(Pipeline(static options => options.Rate = 0.5), 500);
        bool[] second = await _rig.HitsAsync(Pipeline(static options => options.Rate = 0.5), 500);

        second.Should().NotEqual(first);
    }

    [Theory]
    [InlineData(7.5, true)]
    [InlineData(double.PositiveInfinity, true)]
    [InlineData(-1, false)]
    [InlineData(double.NaN, false)]
    public async Task A_generated_rate_is_cut_to_what_a_share_can_be(double rate, bool hits)
    {
        ResiliencePipeline pipeline = Pipeline(options => (options.Rate, options.RateGenerator) = (0.5, _ => rate));

        (await _rig.HitsAsync(pipeline, 50)).Should().OnlyContain(hit => hit == hits);
    }

    [Theory]
    [InlineData(0.29999, true)]
    [InlineData(0.3, false)]
    public async Task The_randomizer_decides(double drawn, bool hits)
    {
        ResiliencePipeline pipeline = Pipeline(options => (options.Rate, options.Randomizer) = (0.3, () => drawn));

        (await _rig.HitsAsync(pipeline, 1)).Should().Equal(hits);
    }

    [Fact]
    public async Task Generators_decide_call_by_call_and_see_the_context()
    {
        ResiliencePipeline pipeline = Pipeline(static options =>
        {
            options.Enabled = false;
            options.EnabledGenerator = static call => call.Context.OperationKey == "payments";
            options.RateGenerator = static call => call.Attempt;
        });

        (await pipeline.ExecuteOutcomeAsync(Call, 0, new ResilienceContext("payments", _rig.Bench.Caller))).IsSuccess.Should().BeFalse();
        (await pipeline.ExecuteOutcomeAsync(Call, 0, new ResilienceContext("search", _rig.Bench.Caller))).IsSuccess.Should().BeTrue();
        (await pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<int>(1), _rig.Bench.Caller)).IsSuccess.Should().BeTrue();

        static ValueTask<int> Call(int state, ResilienceContext context) => new(1);
    }

    [Fact]
    public async Task A_caller_who_cancels_while_it_is_decided_never_sees_the_callback_start()
    {
        ResiliencePipeline pipeline = Pipeline(options => options.RateGenerator = _ =>
        {
            _rig.Bench.CancelCaller();
            return 0;
        });

        (await _rig.CallAsync(pipeline)).IsCancelled.Should().BeTrue();
        _rig.Calls.Should().Be(0);
    }

    [Fact]
    public async Task A_caller_who_has_cancelled_before_is_neither_decided_about_nor_called()
    {
        var off = new ChaosSwitch();
        _rig.Bench.CancelCaller();

        (await _rig.CallAsync(Pipeline(options => options.Switch = off))).IsCancelled.Should().BeTrue();
        _rig.Calls.Should().Be(0);
        off.Snapshot().Decisions.Should().Be(0);
    }

    [Fact]
    public async Task What_is_turned_off_for_good_is_not_even_entered()
    {
        ResiliencePipeline pipeline = Pipeline(static options => options.Enabled = false);

        (await _rig.HitsAsync(pipeline, 10)).Should().OnlyContain(static hit => !hit);
        pipeline.ToString().Should().Contain("chaos fault (faults in 100 % of attempts, off)");
    }

    [Fact]
    public async Task A_pipeline_in_shadow_mode_says_what_it_would_inject_and_injects_nothing()
    {
        var shared = new ChaosSwitch();
        ResiliencePipelineBuilder builder = _rig.Builder();
        builder.ShadowMode = true;
        ChaosFaultOptions options = ChaosRig.Fault();
        (options.Rate, options.Seed, options.Switch) = (0.5, 3, shared);
        options.OnInjected = static _ => throw new InvalidOperationException("Nothing was injected.");
        ResiliencePipeline pipeline = builder.AddChaosFault(options).Build();

        (await _rig.HitsAsync(pipeline, 100)).Should().OnlyContain(static hit => !hit);

        ChaosSwitchSnapshot counts = shared.Snapshot();
        counts.Should().Match<ChaosSwitchSnapshot>(static it => it.Decisions == 100 && it.Injections == 0 && it.WouldHaveInjected > 30);
        pipeline.ShadowReport().Decisions.Should().Equal(new ShadowDecision("chaos fault", "chaos", counts.WouldHaveInjected));
        _rig.Injected.Should().BeEmpty();
    }

    private ResiliencePipeline Pipeline(Action<ChaosFaultOptions> configure)
    {
        ChaosFaultOptions options = ChaosRig.Fault();
        configure(options);
        return new ResiliencePipelineBuilder { TimeProvider = _rig.Bench.Clock }.AddChaosFault(options).Build();
    }
}
