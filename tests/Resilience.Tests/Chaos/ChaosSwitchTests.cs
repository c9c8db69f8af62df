namespace Resilience.Chaos;

public sealed class ChaosSwitchTests : IDisposable
{
    private readonly ChaosRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task A_switch_turns_everything_that_shares_it_on_and_off_while_it_runs()
    {
        var shared = new ChaosSwitch(enabled: false);
        ChaosFaultOptions fault = ChaosRig.Fault();
        ChaosOutcomeOptions<int> answer = ChaosRig.Answer(static _ => Outcome.Success(7));
        fault.Switch = answer.Switch = shared;
        ResiliencePipeline first = _rig.Builder().AddChaosFault(fault).Build();
        ResiliencePipeline<int> second = _rig.TypedBuilder().AddChaosOutcome(answer).Build();

        (await _rig.CallAsync(first)).Result.Should().Be(1);
        (await _rig.CallAsync(second)).Result.Should().Be(2);
        shared.Enabled = true;
        (await _rig.CallAsync(first)).IsFailure.Should().BeTrue();
        (await _rig.CallAsync(second)).Result.Should().Be(7);
        shared.Enabled = false;
        (await _rig.CallAsync(first)).Result.Should().Be(3);
        shared.Snapshot().Should().Be(new ChaosSwitchSnapshot("chaos", false, null, 2, 2, 0));
    }

    [Fact]
    public async Task Its_rate_overrides_the_strategies_and_can_be_taken_back()
    {
        var shared = new ChaosSwitch { Rate = 0 };
        ChaosFaultOptions options = ChaosRig.Fault();
        options.Switch = shared;
        ResiliencePipeline pipeline = _rig.Builder().AddChaosFault(options).Build();

        (await _rig.CallAsync(pipeline)).IsSuccess.Should().BeTrue();
        shared.Rate = 1;
        (await _rig.CallAsync(pipeline)).IsSuccess.Should().BeFalse();
        options.RateGenerator = static _ => 0;
        shared.Rate = null;
        (await _rig.CallAsync(pipeline)).IsSuccess.Should().BeFalse("options were read when the pipeline was built");
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_rate_that_is_no_share_is_refused(double rate)
    {
        var shared = new ChaosSwitch();

        shared.Invoking(it => it.Rate = rate).Should().Throw<ArgumentOutOfRangeException>().WithMessage("Rate must be between 0 and 1*");
        shared.Rate.Should().BeNull();
    }

    [Fact]
    public void It_says_what_it_does_in_a_line()
    {
        new ChaosSwitch().ToString().Should().Be("chaos (on, 0 injected of 0)");
        new ChaosSwitch(enabled: false, "drill") { Rate = 0.25 }.ToString().Should().Be("drill (off, rate 0.25, 0 injected of 0)");
        FluentActions.Invoking(static () => new ChaosSwitch(name: " ")).Should().Throw<ArgumentException>();
    }
}
