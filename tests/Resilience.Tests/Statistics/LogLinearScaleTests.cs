using CsCheck;

namespace Resilience.Statistics;

public sealed class LogLinearScaleTests
{
    private static readonly Gen<uint> _value = Gen.OneOf(Gen.UInt[0, 200], Gen.UInt[0, 1_000_000], Gen.UInt);

    [Fact]
    public void The_scale_begins_with_the_first_bin_and_ends_with_the_last()
    {
        LogLinearScale.BinOf(0).Should().Be(0);
        LogLinearScale.BinOf(uint.MaxValue).Should().Be(LogLinearScale.Bins - 1);
    }

    [Fact]
    public void The_middle_of_each_bin_lies_in_it() =>
        Enumerable.Range(0, LogLinearScale.Bins).Should().OnlyContain(bin => LogLinearScale.BinOf(LogLinearScale.MiddleOf(bin)) == bin);

    [Fact]
    public void Larger_values_never_have_smaller_bins() =>
        Gen.Select(_value, _value).Sample((a, b) => LogLinearScale.BinOf(Math.Min(a, b)) <= LogLinearScale.BinOf(Math.Max(a, b)));

    [Fact]
    public void The_middle_is_within_a_64th_of_every_value_in_the_bin() =>
        _value.Sample(value => Math.Abs((long)LogLinearScale.MiddleOf(LogLinearScale.BinOf(value)) - value) * 64 <= value);
}
