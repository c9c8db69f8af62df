using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Resilience.Checkpoints.Serialization;

/// <summary>
/// Looks at every text before it is written: the encoders of .NET put U+FFFD in the place of half a surrogate pair, and nobody would
/// notice that the context came back changed.
/// </summary>
internal sealed class WholeTextEncoder(JavaScriptEncoder? inner) : JavaScriptEncoder
{
    private readonly JavaScriptEncoder _inner = inner ?? Default;

    public override int MaxOutputCharactersPerInputCharacter => _inner.MaxOutputCharactersPerInputCharacter;

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        Require(TextCheck.IsWhole(new ReadOnlySpan<char>(text, textLength)));
        return _inner.FindFirstCharacterToEncode(text, textLength);
    }

    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text)
    {
        Require(Utf8.IsValid(utf8Text));
        return _inner.FindFirstCharacterToEncodeUtf8(utf8Text);
    }

    public override unsafe bool TryEncodeUnicodeScalar(
        int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten) =>
        _inner.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);

    public override bool WillEncode(int unicodeScalar) => _inner.WillEncode(unicodeScalar);

    public override OperationStatus Encode(
        ReadOnlySpan<char> source, Span<char> destination, out int charsConsumed, out int charsWritten, bool isFinalBlock = true) =>
        _inner.Encode(source, destination, out charsConsumed, out charsWritten, isFinalBlock);

    public override OperationStatus EncodeUtf8(
        ReadOnlySpan<byte> utf8Source, Span<byte> utf8Destination, out int bytesConsumed, out int bytesWritten, bool isFinalBlock = true) =>
        _inner.EncodeUtf8(utf8Source, utf8Destination, out bytesConsumed, out bytesWritten, isFinalBlock);

    private static void Require(bool whole)
    {
        if (!whole)
            throw new EncoderFallbackException("A text holds half of a surrogate pair, and would not come back as it was.");
    }
}
