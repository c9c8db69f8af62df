using System.Globalization;

namespace DocumentPipeline.Finances;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("1,234", 1234)]
    [InlineData("1.234", 1234)]
    [InlineData("1.234,5", 1234.5)]
    [InlineData("1,234.5", 1234.5)]
    [InlineData("1.234.567", 1234567)]
    [InlineData("1 234 567", 1234567)]
    [InlineData("0.125", 0.125)]
    [InlineData("12,34", 12.34)]
    [InlineData("1234.567", 1234.567)]
    [InlineData("(12)", -12)]
    [InlineData("-3,5", -3.5)]
    [InlineData("−7", -7)]
    [InlineData(" 0 ", 0)]
    public void Numbers_are_read_as_both_languages_write_them(string text, double value)
    {
        NumberText.TryParse(text, out decimal read, out _).Should().BeTrue();
        read.Should().Be((decimal)value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("()")]
    [InlineData("1,2,3")]
    [InlineData("12.34.56")]
    [InlineData("1a")]
    [InlineData("1.")]
    [InlineData("٣")]
    [InlineData("9999999999999999")]
    public void Other_texts_are_no_numbers(string text) => NumberText.TryParse(text, out _, out _).Should().BeFalse();

    [Theory]
    [InlineData("en-US")]
    [InlineData("es-CO")]
    public void What_was_written_with_groups_is_read_again(string language)
    {
        NumberFormatInfo format = new() { NumberGroupSeparator = language == "en-US" ? "," : ".", NumberDecimalSeparator = language == "en-US" ? "." : "," };
        var random = new Random(1);
        for (int i = 0; i < 500; i++)
        {
            decimal value = Math.Round((decimal)(random.NextDouble() * Math.Pow(10, random.Next(1, 14))), 2);

            NumberText.TryParse(value.ToString("#,0.00", format), out decimal read, out int decimals).Should().BeTrue();

            (read, decimals).Should().Be((value, 2));
        }
    }
}
