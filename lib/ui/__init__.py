"""The screens: the only room with Streamlit. It places what the other rooms computed, and computes nothing."""
