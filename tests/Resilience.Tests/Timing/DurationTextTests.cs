using System.Globalization;

namespace Resilience.Timing;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(1, "100 ns")]
    [InlineData(25, "2.5 µs")]
    [InlineData(2_000_000, "200 ms")]
    [InlineData(10_005_000, "1.001 s")]
    [InlineData(15_000_000, "1.5 s")]
    [InlineData(300_000_000, "30 s")]
    [InlineData(610_000_000, "61 s")]
    [InlineData(900_000_000, "1.5 min")]
    [InlineData(1_200_000_000, "2 min")]
    [InlineData(36_000_000_000, "1 h")]
    [InlineData(49 * TimeSpan.TicksPerDay, "49 d")]
    [InlineData(-15_000_000, "-1.5 s")]
    [InlineData(Timeout.Infinite * TimeSpan.TicksPerMillisecond, "infinite")]
    public void A_duration_is_written_in_the_unit_that_a_person_would_take(long ticks, string expected) =>
        DurationText.Format(new TimeSpan(ticks)).Should().Be(expected);

    [Fact]
    public void The_culture_of_the_thread_does_not_matter()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = comma;
        try
        {
            DurationText.Format(TimeSpan.FromSeconds(1.5)).Should().Be("1.5 s");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_extremes_can_be_written()
    {
        DurationText.Format(TimeSpan.MaxValue).Should().EndWith(" s");
        DurationText.Format(TimeSpan.MinValue).Should().StartWith("-");
    }
}
