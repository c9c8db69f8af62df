using System.Text;
using CsCheck;
using Resilience.Checkpoints;

namespace Resilience.Tests.Checkpoints;

public sealed class SafeNameTests
{
    private static readonly Gen<string> _alike = Gen.OneOf(
        Gen.String[Gen.Char["aAbB.-_+=~/\\ 01é\u0301"], 1, 12],
        Gen.String[Gen.Char['\0', '\uD7FF'], 1, 60],
        Gen.String[Gen.Char["cCoOnNuUlLpPrRaAxX19"], 1, 5]);

    [Theory]
    [InlineData("order-123", "order-123")]
    [InlineData("8f14e45f-ceea-467f-a9b6-2bd0d1d7c3a1", "8f14e45f-ceea-467f-a9b6-2bd0d1d7c3a1")]
    [InlineData("plan_analysis", "plan_analysis")]
    [InlineData("PDM2024-ANT-MED", "+pdm2024-ant-med")]
    [InlineData("LoadDocument", "+l+oad+d+ocument")]
    [InlineData("..", "=2e=2e")]
    [InlineData("../x", "=2e=2e=2fx")]
    [InlineData("a b", "a=20b")]
    [InlineData("é", "=c3=a9")]
    [InlineData("con", "=63on")]
    [InlineData("com1", "=63om1")]
    [InlineData("-rf", "=2drf")]
    [InlineData("+", "=2b")]
    [InlineData("~", "=7e")]
    public void A_name_can_be_read_in_that_of_its_file(string name, string encoded)
    {
        SafeName.Encode(name).Should().Be(encoded);
        SafeName.TryDecode(encoded, out string? decoded).Should().BeTrue();
        decoded.Should().Be(name);
    }

    [Fact]
    public void Different_names_have_different_files_even_where_case_and_normal_form_are_ignored() => Gen.Select(_alike, _alike).Sample(
        (one, other) => string.Equals(one, other, StringComparison.Ordinal)
            == string.Equals(Folded(SafeName.Encode(one)), Folded(SafeName.Encode(other)), StringComparison.Ordinal),
        iter: 20_000);

    [Fact]
    public void A_file_s_name_is_short_plain_and_leads_nowhere() => _alike.Sample(
        name => SafeName.Encode(name) is { Length: > 0 and <= 120 } encoded
            && encoded.All(static letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || "-_+=~".Contains(letter))
            && encoded[0] != '-',
        iter: 20_000);

    [Fact]
    public void What_is_not_cut_is_decoded_to_what_it_was() => _alike.Where(static name => name.Length < 12).Sample(
        name => SafeName.TryDecode(SafeName.Encode(name), out string? decoded) && decoded == name,
        iter: 20_000);

    [Fact]
    public void A_long_name_keeps_its_beginning_and_differs_by_its_hash()
    {
        string one = SafeName.Encode(new string('x', 500) + "1"), other = SafeName.Encode(new string('x', 500) + "2");

        one.Should().StartWith("~xxxxxxxx").And.NotBe(other).And.HaveLength(114);
        SafeName.TryDecode(one, out _).Should().BeFalse();
    }

    [Theory]
    [InlineData("A")]
    [InlineData("=4")]
    [InlineData("=zz")]
    [InlineData("=61")]
    [InlineData("++a")]
    [InlineData("a.b")]
    [InlineData("=ff")]
    public void What_is_no_encoded_name_is_not_decoded(string encoded) => SafeName.TryDecode(encoded, out _).Should().BeFalse();

    private static string Folded(string name) => name.Normalize(NormalizationForm.FormKC).ToUpperInvariant();
}
