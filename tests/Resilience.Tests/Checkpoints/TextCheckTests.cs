using System.Text;
using CsCheck;
using Resilience.Checkpoints;

namespace Resilience.Tests.Checkpoints;

public sealed class TextCheckTests
{
    // Not as data of a theory: the runner writes those down, and would put U+FFFD into their place.
    [Fact]
    public void Half_a_pair_is_found_wherever_it_stands()
    {
        foreach (string whole in (string[])["", "plain", "🙂🙂 é", "\uFFFD"])
            TextCheck.IsWhole(whole).Should().BeTrue();
        foreach (string half in (string[])["\uD83D", "\uDE42", "a\uD83Db", "🙂\uD83D", "\uDE42\uD83D"])
            TextCheck.IsWhole(half).Should().BeFalse();
    }

    [Fact]
    public void Text_is_whole_exactly_if_UTF8_gives_it_back() => Gen.String[Gen.Char['\uD7F0', '\uE00F'], 0, 8].Sample(
        text => TextCheck.IsWhole(text) == (Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text),
        iter: 20_000);
}
