using CsCheck;

namespace Resilience.Health;

public sealed class HysteresisTests
{
    private static readonly Gen<HealthState> _answers =
        Gen.Int[1, 3].Select(static number => (HealthState)number);

    [Theory]
    [InlineData(HealthState.Healthy)]
    [InlineData(HealthState.Degraded)]
    [InlineData(HealthState.Unhealthy)]
    public void The_first_answer_counts_at_once(HealthState first)
    {
        var state = new Hysteresis(5, 5);

        Assert.True(state.Add(first));
        Assert.Equal(first, state.State);
    }

    [Fact]
    public void A_stray_answer_changes_nothing()
    {
        var state = new Hysteresis(2, 3);
        state.Add(HealthState.Healthy);

        Assert.False(state.Add(HealthState.Unhealthy));
        Assert.False(state.Add(HealthState.Healthy));
        Assert.False(state.Add(HealthState.Unhealthy));
        Assert.Equal(HealthState.Healthy, state.State);
        Assert.True(state.Add(HealthState.Unhealthy));
        Assert.Equal(HealthState.Unhealthy, state.State);
    }

    [Fact]
    public void It_takes_as_many_good_answers_in_a_row_to_recover_as_were_asked_for()
    {
        var state = new Hysteresis(1, 3);
        state.Add(HealthState.Unhealthy);

        Assert.False(state.Add(HealthState.Healthy));
        Assert.False(state.Add(HealthState.Healthy));
        Assert.False(state.Add(HealthState.Unhealthy));
        Assert.False(state.Add(HealthState.Healthy));
        Assert.False(state.Add(HealthState.Healthy));
        Assert.True(state.Add(HealthState.Healthy));
        Assert.Equal(HealthState.Healthy, state.State);
    }

    // Written from the documentation: it looks back over all answers since the last change instead of counting.
    [Fact]
    public void Behaves_as_its_model() => Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], _answers.List[1, 60]).Sample((failures, successes, answers) =>
    {
        var state = new Hysteresis(failures, successes);
        HealthState expected = HealthState.Unknown;
        List<HealthState> since = [];
        foreach (HealthState answer in answers)
        {
            bool isChanged = state.Add(answer);
            since.Add(answer);
            HealthState before = expected;
            bool isWorse = since.Count >= failures && since.TakeLast(failures).All(one => one > before);
            bool isBetter = since.Count >= successes && since.TakeLast(successes).All(one => one < before);
            if (before == HealthState.Unknown || isWorse || isBetter)
            {
                expected = answer;
                since.Clear();
            }

            Assert.Equal(expected, state.State);
            Assert.Equal(expected != before, isChanged);
        }
    });
}
