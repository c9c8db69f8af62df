namespace Resilience.Health;

public sealed class FlapDetectorTests
{
    [Fact]
    public void Ten_changes_among_the_last_twenty_begin_it_and_less_than_five_end_it()
    {
        var flaps = new FlapDetector();
        flaps.Add(HealthState.Healthy);
        for (int changes = 1; changes <= 9; changes++)
        {
            flaps.Add(changes % 2 == 0 ? HealthState.Healthy : HealthState.Unhealthy);
            Assert.False(flaps.IsFlapping);
        }

        flaps.Add(HealthState.Healthy);
        Assert.True(flaps.IsFlapping);

        // The ten changes leave the window one by one after ten steady answers: five are left after fifteen, four after sixteen.
        for (int steady = 1; steady <= 15; steady++)
        {
            flaps.Add(HealthState.Healthy);
            Assert.True(flaps.IsFlapping);
        }

        flaps.Add(HealthState.Healthy);
        Assert.False(flaps.IsFlapping);
    }

    [Fact]
    public void The_first_answer_is_no_change()
    {
        var flaps = new FlapDetector();
        for (int i = 0; i < 100; i++)
            flaps.Add(HealthState.Unhealthy);

        Assert.False(flaps.IsFlapping);
    }
}
