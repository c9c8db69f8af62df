using System.Text;

namespace AiService.Providers;

public sealed class RequestReaderTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody", "body")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\ncontent-length:5\r\n\r\nübel", "übel")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\nbody", "bo")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n\r\n", "")]
    public async Task The_body_is_as_long_as_the_head_says(string request, string body)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(request));

        (await RequestReader.ReadBodyAsync(stream, Test)).Should().Be(body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 4\r\n")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nbod")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: four\r\n\r\nbody")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: -4\r\n\r\nbody")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 2147483647\r\n\r\nbody")]
    public async Task What_is_no_request_has_no_body(string request)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(request));

        (await RequestReader.ReadBodyAsync(stream, Test)).Should().BeNull();
    }

    [Fact]
    public async Task A_head_that_never_ends_is_given_up()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(new string('a', 100_000)));

        (await RequestReader.ReadBodyAsync(stream, Test)).Should().BeNull();
    }
}
