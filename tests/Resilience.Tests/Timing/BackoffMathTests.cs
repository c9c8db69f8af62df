using CsCheck;

namespace Resilience.Timing;

public sealed class BackoffMathTests
{
    private const double NoCeiling = 1e13;

    [Theory]
    [InlineData(BackoffShape.Constant, new double[] { 10, 10, 10, 10, 10, 10 })]
    [InlineData(BackoffShape.Linear, new double[] { 10, 20, 30, 40, 50, 60 })]
    [InlineData(BackoffShape.Exponential, new double[] { 10, 15, 22, 34, 51, 76 })]
    [InlineData(BackoffShape.Fibonacci, new double[] { 10, 10, 20, 30, 50, 80 })]
    public void Each_shape_has_its_series(BackoffShape shape, double[] expected) =>
        Enumerable.Range(1, 6).Select(retry => BackoffMath.Capped(shape, 10, 1.5, NoCeiling, retry)).Should().Equal(expected);

    [Fact]
    public void Fibonacci_is_exact_far_out() =>
        BackoffMath.Capped(BackoffShape.Fibonacci, 1, 1, double.MaxValue, 70).Should().Be(190392490709135);

    [Theory]
    [InlineData(BackoffShape.Linear)]
    [InlineData(BackoffShape.Exponential)]
    [InlineData(BackoffShape.Fibonacci)]
    public void The_largest_retry_sits_on_the_ceiling(BackoffShape shape) =>
        BackoffMath.Capped(shape, 1_000_000, 1000, NoCeiling, int.MaxValue).Should().Be(NoCeiling);

    [Fact]
    public void No_base_delay_stays_no_delay_even_where_the_factor_overflows() =>
        BackoffMath.Capped(BackoffShape.Exponential, 0, 1000, NoCeiling, int.MaxValue).Should().Be(0);

    [Fact]
    public void Delays_never_shrink_from_one_retry_to_the_next_and_never_pass_the_ceiling() =>
        Gen.Select(Any.Shape, Any.Ticks, Any.Multiplier, Any.Ceiling, Any.Retry).Sample((shape, baseTicks, multiplier, ceiling, retry) =>
        {
            int earlier = Math.Max(1, retry - 1);
            double before = BackoffMath.Capped(shape, baseTicks, multiplier, ceiling, earlier);
            double after = BackoffMath.Capped(shape, baseTicks, multiplier, ceiling, retry);
            return before >= 0 && before <= after && after <= ceiling;
        });
}
