namespace Resilience.Timing;

public sealed class RequireTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Bounds_belong_to_the_range(int value) => Require.Between(value, 1, 5).Should().Be(value);

    [Theory]
    [InlineData(0.99)]
    [InlineData(5.01)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_lies_outside_is_refused(double factor)
    {
        Action check = () => Require.Between(factor, 1, 5);

        check.Should().Throw<ArgumentOutOfRangeException>().Which.ParamName.Should().Be("factor");
    }

    [Fact]
    public void The_message_names_parameter_value_and_range()
    {
        TimeSpan pause = TimeSpan.FromMinutes(2);
        Action check = () => Require.Between(pause, TimeSpan.Zero, TimeSpan.FromSeconds(1));

        check.Should().Throw<ArgumentOutOfRangeException>().WithMessage("pause must be between 0 ms and 1 s, but is 2 min.*");
    }
}
